using System.Globalization;
using System.Text.Json;
using WhiteBoxLab.Kernel.Explaining;
using WhiteBoxLab.Kernel.Running;
using WhiteBoxLab.Kernel.Verbs.Listing;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Verbs.Machines;

/// <summary>The verb <c>doctor</c>.</summary>
internal sealed class DoctorVerb : Verb
{
    private static readonly JsonSerializerOptions Indented = new(Wire.Options) { WriteIndented = true };

    public override string Name => "doctor";

    public override string Summary => "say whether libtorch computes right on this machine, and what is done where it does not";

    public override string Help =>
        $"""
            WhiteBoxLab.Kernel doctor [--network NAME|FOLDER] [--json]

            On some processors libtorch gives wrong numbers without a word. So every operation that a network takes from it is tried once
            against float64, in a process
            that may die, and what is wrong is computed in another way. This tries what a network takes forward and back, and
            operations known to be wrong elsewhere;
            compares scores and maps in float32 with float64; and tells what was found.

              --network NAME|FOLDER the network (default: {NetworkCache.Default})
              --json                the same as JSON

            {ExitCode.Help}
            """;

    public override int Run(IReadOnlyList<string> line)
    {
        Arguments arguments = Arguments.Parse(line, ["--network"], ["--json"]);
        if (arguments.Others is [var other, ..])
            throw new UsageException($"doctor takes no '{other}'.");
        Machine.Expect();
        using NetworkCache networks = new();
        Examination found = Examination.Of(ListVerb.Open(networks, arguments["--network"] ?? NetworkCache.Default));
        Console.Out.WriteLine(arguments.Has("--json") ? JsonSerializer.Serialize(found, Indented) : Text(found));
        return found.Refused is null ? ExitCode.Done : ExitCode.Failed;
    }

    private static string Text(Examination found)
    {
        MachineReport machine = found.Machine;
        string[] lines =
        [
            $"processor  {machine.Processor}, {machine.Threads} threads",
            $"libtorch   {machine.Libtorch} with oneDNN {machine.OneDnn}",
            string.Create(
                CultureInfo.InvariantCulture,
                $"tried      {machine.Verdicts.Count} operations, {machine.Seconds:F1} s of trials in this run"
                    + $"{(machine.File is { } file ? $"; kept in {file}" : "")}"
            ),
            $"elsewhere  of {found.Suspects} operations known to be wrong on other processors "
                + $"{(found.SuspectsWrong == 0 ? "none is wrong here"
                    : $"{found.SuspectsWrong} are wrong here; code of your own that calls libtorch should set ONEDNN_MAX_CPU_ISA=AVX2")}",
            $"network    {found.Network}, float32 beside float64: "
                + $"{string.Join(", ", found.Deviations.Select(d => string.Create(
                        CultureInfo.InvariantCulture, $"{d.Key} {d.Value:0.0e+0}")))}",
            found.Refused
                ?? (machine.Wrong.Count == 0 ? "All operations are right." : "All numbers that are shown are right. Gone around:"),
            .. machine.Wrong.Select(verdict => $"  {verdict}"),
        ];
        return string.Join('\n', lines);
    }
}
