using WhiteBoxLab.Kernel.Running;

namespace WhiteBoxLab.Kernel.Verbs;

/// <summary>What the program can be asked to do from a shell. Found by a scan of the assembly: one more verb is one more class.</summary>
internal abstract class Verb
{
    public abstract string Name { get; }

    /// <summary>One line for the list of verbs.</summary>
    public abstract string Summary { get; }

    /// <summary>All that <c>--help</c> prints.</summary>
    public abstract string Help { get; }

    /// <summary>
    /// Whether its standard streams are a client's, which then keeps what native libraries print. Defaults to no: they are a person's or a
    /// script's, and <see cref="NativeLog"/> keeps it.
    /// </summary>
    public virtual bool ServesClient => false;

    /// <summary>Does it.</summary>
    /// <param name="line">What stands behind the verb.</param>
    /// <returns>The exit code.</returns>
    public abstract int Run(IReadOnlyList<string> line);

    public static IReadOnlyList<Verb> All() => [.. Discover.All<Verb>().OrderBy(verb => verb.Name, StringComparer.Ordinal)];
}
