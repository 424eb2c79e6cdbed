using System.Globalization;
using System.Text.Json.Nodes;
using WhiteBoxLab.Kernel.Explaining;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Verbs.Explaining;

/// <summary>The numbers of a map, as the verb <c>explain</c> prints them.</summary>
/// <param name="Input">The input's name.</param>
/// <param name="Index">The sample's place in the input.</param>
/// <param name="Method">The method's id; with a number where it was asked for several times.</param>
/// <param name="Network">The network's name.</param>
/// <param name="Layer">The layer, or null.</param>
/// <param name="Outputs">What the network's outputs are.</param>
/// <param name="Target">The class explained; -1 for a mixture or a neuron.</param>
/// <param name="Label">In words.</param>
/// <param name="Score">What is explained: before softmax or sigmoid, or the probability itself where that was asked for.</param>
/// <param name="Probability">As the outputs have it; null where there is none.</param>
/// <param name="Shape">[C, H', W'].</param>
/// <param name="Minimum">Of the values.</param>
/// <param name="Maximum">Of the values.</param>
/// <param name="Sum">Of the values.</param>
/// <param name="Check">What they should sum to, where the method promises it.</param>
/// <param name="Forwards">Forward passes.</param>
/// <param name="Backwards">Backward passes.</param>
/// <param name="Seconds">For the whole input.</param>
/// <param name="Options">In force.</param>
/// <param name="Files">Written.</param>
/// <param name="StandardError">How sure the values are, on the mean over the map; null for methods that draw nothing.</param>
/// <param name="GoneAround">Operations that libtorch computes wrong on this machine, and what is taken instead: a sentence each.</param>
internal sealed record MapReport(
    string Input,
    int Index,
    string Method,
    string Network,
    string? Layer,
    string Outputs,
    int Target,
    string Label,
    double Score,
    double? Probability,
    IReadOnlyList<long> Shape,
    double Minimum,
    double Maximum,
    double Sum,
    SumCheck? Check,
    double Forwards,
    double Backwards,
    double Seconds,
    JsonObject Options,
    IReadOnlyList<string> Files,
    double? StandardError,
    IReadOnlyList<string> GoneAround
)
{
    public static IEnumerable<MapReport> Of(string input, string name, Attribution map, IReadOnlyList<string> files)
    {
        string[] goneAround = [.. Machine.Report().Wrong.Select(verdict => verdict.ToString())];
        return Enumerable
            .Range(0, map.Targets.Count)
            .Select(index =>
            {
                using TorchSharp.DisposeScope scope = TorchSharp.torch.NewDisposeScope();
                TorchSharp.torch.Tensor values = map.Values[index].to(TorchSharp.torch.float64).cpu();
                return new MapReport(
                    input,
                    index,
                    name,
                    map.NetworkName,
                    map.Layer,
                    Kebab.Of(map.Outputs),
                    map.Targets[index],
                    map.LabelOf(index),
                    map.TargetScores[index],
                    double.IsNaN(map.Probabilities[index]) ? null : map.Probabilities[index],
                    values.shape,
                    values.min().item<double>(),
                    values.max().item<double>(),
                    values.sum().item<double>(),
                    MapWriter.Check(map, index),
                    map.Forwards,
                    map.Backwards,
                    map.Seconds,
                    map.Options,
                    files,
                    map.StandardErrors?[index].mean().to(TorchSharp.torch.float64).item<double>(),
                    goneAround
                );
            });
    }

    /// <summary>One line for people.</summary>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Input, -16} {Method, -22} {Label} ({Target})  score {Score:F4}  [{string.Join(", ", Shape)}]  {Minimum:G4} to "
                + $"{Maximum:G4}{Error}  {Forwards:0.##} + {Backwards:0.##} passes  {Seconds:F3} s"
        );

    private string Error =>
        Check is { } check ? string.Create(CultureInfo.InvariantCulture, $"  {check.Kind} error {check.RelativeError:G2}") : "";
}
