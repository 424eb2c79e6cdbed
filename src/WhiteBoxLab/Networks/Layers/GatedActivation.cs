namespace WhiteBoxLab;

/// <summary>
/// An activation that lets a value through or not (ReLU, ReLU6): its derivative is a gate of zeros and ones that can be read off its
/// output. Guided backpropagation and DeconvNet change what passes these gates.
/// </summary>
public abstract class GatedActivation : Activation
{
    /// <summary>A gate of a name that reads one layer.</summary>
    /// <param name="name">Unique in its network.</param>
    /// <param name="input">The layer it reads.</param>
    protected GatedActivation(string name, string input)
        : base(name, input) { }

    internal GatedActivation(LayerSource source)
        : base(source) { }

    /// <summary>The gate is open strictly between 0 and this output.</summary>
    internal abstract double Ceiling { get; }

    internal sealed override bool CanOverwrite => true;

    internal sealed override bool IsNonNegative(ReadOnlySpan<bool> inputsAreNonNegative) => true;

    internal sealed override Tensor?[] Backward(LayerCall call, Tensor signal) =>
        [new Gate(0, Ceiling, positiveOnly: false).Apply(signal, call.Output, call.SignalIsOwned)];

    internal sealed override Tensor Tangent(LayerCall call, Tensor?[] tangents) =>
        // the only input moves, or nobody asks
        new Gate(0, Ceiling, positiveOnly: false).Apply(tangents[0]!, call.Output, overwrite: false);

    internal sealed override Tensor Derivative(Tensor input, Tensor output) =>
        new Gate(0, Ceiling, positiveOnly: false).Apply(ones_like(output), output, overwrite: true);
}
