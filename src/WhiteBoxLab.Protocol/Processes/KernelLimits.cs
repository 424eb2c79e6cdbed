using System.Globalization;

namespace WhiteBoxLab.Protocol;

/// <summary>What a kernel may use.</summary>
/// <param name="Megabytes">How much memory, in MB, from 512; null for as much as there is. A cell that wants more gets an exception, and
/// the kernel lives. Linux only.</param>
/// <param name="Sandbox">What it can reach; null for all that its user can.</param>
public sealed record KernelLimits(int? Megabytes = null, KernelSandbox? Sandbox = null)
{
    private const int MostOfFile = 4096,
        MostProcesses = 1000; // in a sandbox: MB of each file, threads of all its processes

    /// <summary>No limits.</summary>
    public static KernelLimits None { get; } = new();

    /// <summary>Which limits are on, for people: <c>at most 2,048 MB of memory; a sandbox without network</c>.</summary>
    public string Sentence =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(Megabytes is { } most ? $"at most {most:N0} MB of memory" : "no limit of memory")}; "
                + $"{(Sandbox is null ? "no sandbox"
                    : $"a sandbox {(Sandbox.HasNetwork
                        ? "with" : "without")} network, which sees the files beside its notebook and no notebook")}"
        );

    /// <summary>The same kernel within these limits.</summary>
    /// <param name="start">A kernel of this lab, its verb <c>serve</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The memory is less than 512 MB: libtorch would not load.</exception>
    public KernelStart Apply(KernelStart start)
    {
        ArgumentNullException.ThrowIfNull(start);
        if (Megabytes is < 512)
            throw new ArgumentOutOfRangeException(nameof(start), $"A kernel of {Megabytes} MB cannot start. Give it 512 MB or more.");
        if (this == None)
            return start;
        KernelStart limited = start with { Arguments = [.. start.Arguments, .. Arguments()], Environment = Environment(start.Environment) };
        return Sandbox is null ? limited : Sandbox.Wrap(limited, Megabytes);
    }

    private IEnumerable<string> Arguments()
    {
        string[] memory = Megabytes is { } most ? ["--memory", most.ToString(CultureInfo.InvariantCulture)] : [];
        string[] more = Sandbox is null ? [] : ["--file-size", $"{MostOfFile}", "--processes", $"{MostProcesses}"];
        return ["--limits", Sentence, .. memory, .. more];
    }

    // The garbage collector keeps to three quarters, so that managed and native memory run out one after the other, and each with an
    // exception.
    private Dictionary<string, string> Environment(IReadOnlyDictionary<string, string>? before)
    {
        Dictionary<string, string> all = new(before ?? new Dictionary<string, string>());
        if (Megabytes is { } most)
            all["DOTNET_GCHeapHardLimit"] = ((most * 3L / 4) << 20).ToString("x", CultureInfo.InvariantCulture);
        return all;
    }
}
