namespace WhiteBoxLab;

/// <summary>
/// DeepLIFT at a softmax: its mean gradient on the straight way from the baseline's scores to the photo's, and what the quadrature leaves
/// of the difference shared out by the differences of the scores, so that it is complete.
/// </summary>
/// <param name="baseline">The baseline's run.</param>
internal sealed class RescaledSoftmaxRule(Trace baseline) : Rule
{
    private const int Points = 128;

    internal override Tensor?[] Backward(LayerCall call, Tensor signal)
    {
        Tensor before = baseline.InputAt(call.Index, 0),
            way = call.Input() - before,
            sum = zeros_like(way);
        foreach ((double at, double weight) in Quadrature.GaussLegendre.Points(Points))
            sum.add_(Softmax.ToScores((before + (way * at)).softmax(1), signal), weight);
        Tensor missing = (signal * (call.Output - baseline.OutputAt(call.Index)) - (sum * way)).sum([1], keepdim: true),
            length = way.square().sum([1], keepdim: true);
        return [sum.add_(way * (missing / length.masked_fill(length.eq(0), 1)))];
    }

    internal override bool NeedsOutput(Network network, int layer) => true;
}
