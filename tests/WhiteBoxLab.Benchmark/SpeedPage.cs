using System.Text;
using System.Text.Json.Nodes;
using TorchSharp;

namespace WhiteBoxLab.Benchmark;

/// <summary>docs/speed.md: the tables, the machine and the versions.</summary>
internal static class SpeedPage
{
    private const double Wanted = 1.10;

    internal static string Write(Results[] results)
    {
        StringBuilder page = new();
        page.AppendLine("# How fast").AppendLine();
        page.AppendLine(
            $"Made by `dotnet run -c Release --project tests/WhiteBoxLab.Benchmark` on {Environment.ProcessorCount} cores of "
                + $"{Processor()}, {TimeProvider.System.GetUtcNow():yyyy-MM-dd}, TorchSharp {Version("TorchSharp")} with libtorch "
                + $"{Version("libtorch-cpu-")}, {torch.get_num_threads()} threads that sleep while they wait; load of the machine at "
                + $"the end {Load()}."
        );
        page.AppendLine(
                "Batch 1, 224 x 224, float32: EfficientNet-Lite0 with its weights, and the shapes of ResNet-18, ResNet-50 and "
                    + "DenseNet-121 with random ones. All code is compiled in full at its first call, as the published kernel is "
                    + "compiled ahead. Medians; every measurement stands right behind a plain pass, the fastest pass of libtorch and "
                    + "a pass of ours in the same round."
            )
            .AppendLine();
        page.AppendLine(
                "The unit is our own *plain pass*, as PyTorch makes it: batch normalisation apart, nothing written over, no "
                    + "gradient recorded. "
                    + string.Join(
                        " ",
                        results.Select(r =>
                            double.IsNaN(r.Plain)
                                ? $"On {r.Network} its numbers are wrong on this processor: it is left out."
                                : $"On {r.Network} it took {r.Plain * 1000:0.0} ms."
                        )
                    )
            )
            .AppendLine()
            .AppendLine($"What libtorch computes is checked first: {Machine.Report().Sentence}")
            .AppendLine();
        page.AppendLine("## Beside the peers").AppendLine();
        page.AppendLine(
                "Peers in plain PyTorch forwards of the same picture on such a machine; ours in plain passes of ours. Where a "
                    + "line names several methods, the slowest counts."
            )
            .AppendLine();
        Results[] known = results[..2]; // those that the peers were measured on
        page.AppendLine($"| | {string.Join(" | ", known.Select(r => $"peers, {r.Network} | ours | wanted"))} |");
        page.AppendLine("|---|" + string.Concat(known.Select(_ => "---|---|---|")));
        foreach (Peer peer in Peer.All.Where(p => known.All(r => p.Rows.Any(n => r.Find(n) is not null))))
            page.AppendLine($"| {peer.What} | {string.Join(" | ", known.Select((r, i) => Compared(peer, r, i == 0)))} |");
        page.AppendLine().AppendLine("## Every method of a few passes").AppendLine();
        page.AppendLine(
                "*passes*: forward and backward passes that the method needs, a part of the network counted by its share of "
                    + "the multiply-adds. *plain*: in plain passes. *to libtorch's*: seconds / (passes x the fastest pass that "
                    + "libtorch gives: batch normalisation folded, no gradient recorded, activations and sums in place, channels "
                    + "last where that wins), measured beside it in the same round; this is the ratio that is wanted to be 1.10 at "
                    + "most. *to ours*: likewise to a pass of ours, so that it tells what a method costs beyond its passes."
            )
            .AppendLine();
        page.AppendLine(
                string.Join(
                    " ",
                    results.Select(r =>
                        $"On {r.Network} a pass took {r.Libtorch * 1000:0.0} ms by libtorch ({r.Layout} in a few trials "
                        + $"beforehand), {r.Ours * 1000:0.0} by ours."
                    )
                )
            )
            .AppendLine();
        foreach (Results one in results)
            page.AppendLine(
                $"Above 1.10 on {one.Network}: to libtorch's {Above(one, l => l.ToLibtorch)}; to ours {Above(one, l => l.ToOurs)}."
            );
        foreach (Results[] pair in results.Chunk(2))
            Table(page, pair);
        if (File.Exists(Notes))
            page.AppendLine().Append(File.ReadAllText(Notes));
        return page.ToString();
    }

    private static void Table(StringBuilder page, Results[] results)
    {
        page.AppendLine()
            .AppendLine($"| | {string.Join(" | ", results.Select(r => $"{r.Network}: passes | ms | plain | to libtorch's | to ours"))} |");
        page.AppendLine("|---|" + string.Concat(results.Select(_ => "---|---|---|---|---|")));
        foreach (string name in results.SelectMany(r => r.Lines).Select(l => l.Name).Distinct())
            page.AppendLine(
                $"| {name} | {string.Join(" | ", results.Select(r =>
                    r.Find(name) is { } l
                        ? $"{l.Passes:0.##} | {l.Seconds * 1000:0} | {Ratio(l.Plain)} | {Ratio(l.ToLibtorch)} | {Ratio(l.ToOurs)}"
                        : " | | | | "))}"
                    + $" |"
            );
    }

    private static string Ratio(double ratio) => double.IsNaN(ratio) ? "" : $"{ratio:0.00}";

    /// <summary>The lines whose ratio, as it is printed, is above what is wanted, the worst first.</summary>
    private static string Above(Results results, Func<Line, double> ratio) =>
        string.Join(
            ", ",
            results.Lines.Where(l => Math.Round(ratio(l), 2) > Wanted).OrderByDescending(ratio).Select(l => $"{l.Name} ({ratio(l):0.00})")
        )
            is { Length: > 0 } lines
            ? lines
            : "none";

    private static string Notes => Path.Combine(Folder(), "speed-notes.md");

    private static string Compared(Peer peer, Results results, bool isLite)
    {
        double slowest = peer.Rows.Select(results.Find).Max(l => l?.Plain ?? 0),
            wanted = isLite ? peer.Wanted.Lite : peer.Wanted.ResNet;
        return $"{(isLite ? peer.Lite : peer.ResNet)} | {(slowest <= wanted ? $"**{slowest:0.00}**" : $"{slowest:0.00}")} | <= "
            + $"{wanted:0.##}";
    }

    /// <summary>The folder docs of the repository above this program.</summary>
    internal static string Folder()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "WhiteBoxLab.sln")))
            folder = folder.Parent;
        return Path.Combine(
            (folder ?? throw new DirectoryNotFoundException($"There is no WhiteBoxLab.sln above {AppContext.BaseDirectory}.")).FullName,
            "docs"
        );
    }

    private static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    internal static string Processor() =>
        File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo")
                .FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))
                ?.Split(':')[1]
                .Trim()
                ?? "an unknown processor"
            : "an unknown processor";

    /// <summary>A library's version, as this program was built with it.</summary>
    private static string Version(string library)
    {
        JsonNode libraries = JsonNode.Parse(File.ReadAllText(Path.ChangeExtension(typeof(SpeedPage).Assembly.Location, ".deps.json")))![
            "libraries"
        ]!;
        return libraries.AsObject().Select(l => l.Key).FirstOrDefault(k => k.StartsWith(library, StringComparison.Ordinal))?.Split('/')[1]
            ?? "?";
    }
}
