using TorchSharp;

namespace WhiteBoxLab.Kernel;

/// <summary>The classes of a network by probability.</summary>
internal static class Ranking
{
    /// <summary>All classes, most probable first.</summary>
    /// <param name="network">The network.</param>
    /// <param name="input">[1, 3, H, W], normalised.</param>
    public static IReadOnlyList<Prediction> Of(Network network, torch.Tensor input)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using torch.Tensor given = network.Scores(input);
        double[] scores = [.. given.to(torch.float64).cpu().data<double>()];
        double highest = scores.Max(), sum = scores.Sum(score => Math.Exp(score - highest));
        return [.. scores.Select((score, one) => new Prediction(one, network.LabelOf(one), score, Math.Exp(score - highest) / sum)).OrderByDescending(one => one.Score)];
    }
}
