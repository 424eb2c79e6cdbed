namespace WhiteBoxLab.Kernel.Magics;

/// <summary>
/// A line of a cell that is no code but asks the kernel for something. Found by a scan of the assembly: one more magic is one more class.
/// </summary>
internal abstract class Magic
{
    /// <summary>How it is called, such as <c>#!time</c>.</summary>
    public abstract string Name { get; }

    /// <summary>One sentence for completion and for <c>#!lsmagic</c>.</summary>
    public abstract string Help { get; }

    /// <summary>Does it, on the thread of cells.</summary>
    /// <exception cref="InvalidOperationException">It cannot be done; the message is for the cell's author.</exception>
    public virtual Task RunAsync(MagicCall call) => Task.CompletedTask;

    /// <summary>Whether it runs cells: then <see cref="RunCells"/> is called, and each of those cells is stopped for itself.</summary>
    public virtual bool RunsCells => false;

    /// <summary>Runs cells.</summary>
    /// <returns>What went wrong, or null.</returns>
    public virtual string? RunCells(MagicCall call) => null;

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyDictionary<string, Magic> All { get; } =
        Discover
            .Types<Magic>()
            .Where(type => type != typeof(KernelMagic))
            .Select(Discover.Made<Magic>)
            .Concat(KernelMagic.Each())
            .ToDictionary(magic => magic.Name, StringComparer.Ordinal);
}
