namespace WhiteBoxLab;

/// <summary>Relevance passes through unchanged: activations, and batch normalisation that could not be folded.</summary>
public sealed partial class PassRule : Rule
{
    internal override Tensor?[] Backward(LayerCall call, Tensor signal) => [signal];
}
