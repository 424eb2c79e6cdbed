namespace WhiteBoxLab;

/// <summary>The flow of <see cref="SignalTakesAllRule"/>: everything between the output and the one input that takes it.</summary>
internal sealed class SignalTakesAllFlow(Tensor factor, int taker) : Flow
{
    internal override Tensor?[] Down(LayerCall call, Tensor signal)
    {
        Tensor?[] shares = new Tensor?[2];
        shares[taker] = Times(signal, factor, call.SignalIsOwned);
        return shares;
    }

    internal override Tensor Up(LayerCall call, Tensor?[] worths) => worths[taker] is { } worth ? worth * factor : zeros_like(factor);

    internal override IEnumerable<Tensor> Kept => [factor];
}
