namespace WhiteBoxLab;

/// <summary>The flow of the pass rule: nothing changes either way.</summary>
internal sealed class PassFlow : Flow
{
    internal override Tensor?[] Down(LayerCall call, Tensor signal) => [signal];

    internal override Tensor Up(LayerCall call, Tensor?[] worths) => worths[0]!; // the only input
}
