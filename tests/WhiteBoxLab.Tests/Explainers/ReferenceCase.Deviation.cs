using TorchSharp;

namespace WhiteBoxLab.Tests;

/// <summary>How far maps are from the reference's.</summary>
public sealed partial record ReferenceCase
{
    /// <summary>||ours - theirs|| / ||theirs|| of the worst sample, made by the library.</summary>
    /// <param name="dtype">What is computed in.</param>
    /// <param name="explainer">The method; null for the case's own.</param>
    /// <param name="network">The network, of that type; null for the shared one.</param>
    public double Deviation(torch.ScalarType dtype, Explainer? explainer = null, Network? network = null)
    {
        using IDisposable scope = torch.NewDisposeScope();
        network ??= ReferenceNetworks.Shared(Network, dtype);
        torch.Tensor rows = torch.tensor(Samples.Select(s => (long)s).ToArray()),
            input = ReferenceNetworks.Tensor(Network, "input", dtype).index_select(0, rows);
        Target target = TargetOf(OwnTargets ?? [.. Samples.Select(s => ReferenceNetworks.Targets(Network)[s])]);
        using Attribution map = (explainer ?? Explainer(BaselineOf(dtype, rows))).Explain(network, input, target);
        using Attribution? raw = Unfinished?.Explain(network, input, target);
        return Deviation(map.Values, map.TargetScores, raw?.Values, input);
    }

    /// <summary>Likewise of maps that have been made, of this case's samples in order.</summary>
    /// <param name="values">[N, C, H, W].</param>
    /// <param name="scores">The explained scores.</param>
    /// <param name="raw">The maps before they were finished, where <see cref="Unfinished"/> is not null: the sign is a convention that
    /// decides what the finish leaves.</param>
    /// <param name="input">[N, 3, H, W].</param>
    public double Deviation(torch.Tensor values, IEnumerable<double> scores, torch.Tensor? raw, torch.Tensor input)
    {
        torch.Tensor expected = Expected();
        if (StartsAtTheLogit)
            values = values * torch.tensor(scores.ToArray(), values.dtype).view(-1, 1, 1, 1);
        if (expected.shape[1] == 1 && values.shape[1] > 1)
            values = values.sum([1], keepdim: true); // stored summed, to keep the file small
        if (IsUpToSign && raw is null)
            values = values * (values * expected).sum([1, 2, 3], keepdim: true).sign();
        double[] errors = TensorAssert.RelativeErrors(expected, values);
        return raw is null
            ? errors.Max()
            : errors.Zip(TensorAssert.RelativeErrors(expected, CamFinish.PytorchGradCam.Apply(-raw, input)), Math.Min).Max();
    }
}
