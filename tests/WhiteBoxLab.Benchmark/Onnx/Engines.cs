using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using TorchSharp;

namespace WhiteBoxLab.Benchmark;

/// <summary>Our forward pass beside ONNX Runtime's, in turns, at several batches: the median of the ratios of each turn.</summary>
internal static class Engines
{
    internal static string Table(IReadOnlyList<Network> networks, torch.Tensor photo, int rounds)
    {
        List<string> lines =
        [
            $"| ONNX Runtime {typeof(InferenceSession).Assembly.GetName().Version} | batch | ours, ms a picture | theirs | ours / theirs | "
                + "largest difference of scores |",
            "|---|---|---|---|---|---|",
        ];
        foreach (Network network in networks)
        {
            using OnnxPass? theirs = OnnxPass.Of(network);
            if (theirs is null)
                continue;
            foreach (int batch in (int[])[1, 8, 16])
                lines.Add(Line(network, theirs, photo, batch, rounds));
        }
        return string.Join('\n', lines);
    }

    private static string Line(Network network, OnnxPass theirs, torch.Tensor photo, int batch, int rounds)
    {
        using torch.Tensor pictures = photo.repeat(batch, 1, 1, 1);
        using OrtValue input = OnnxPass.Pictures(pictures);
        using torch.Tensor scores = network.Scores(pictures);
        double apart = scores.flatten().data<float>().ToArray().Zip(theirs.Run(input), (a, b) => (double)Math.Abs(a - b)).Max();
        (double Ours, double Theirs)[] times =
        [
            .. Enumerable
                .Range(0, rounds)
                .Select(_ => (Clock.Seconds(() => network.Scores(pictures).Dispose()), Clock.Seconds(() => theirs.Run(input)))),
        ];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {network.Name} | {batch} | {Measurement.Median(times.Select(t => t.Ours)) / batch * 1000:0.0} | "
                + $"{Measurement.Median(times.Select(t => t.Theirs)) / batch * 1000:0.0} | "
                + $"{Measurement.Median(times.Select(t => t.Ours / t.Theirs)):0.00} | {apart:0e+0} |"
        );
    }
}
