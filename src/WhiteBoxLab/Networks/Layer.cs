namespace WhiteBoxLab;

/// <summary>
/// One node of a <see cref="Network"/>: what it computes, from which layers, with which weights. Immutable; shared freely between networks
/// and threads.
/// </summary>
/// <remarks>
/// One more layer is one new file: a subclass with an <see cref="OpAttribute"/> and a constructor that takes a <see cref="LayerSource"/>.
/// </remarks>
public abstract class Layer
{
    /// <summary>A layer of a name that reads from others.</summary>
    /// <param name="name">Unique in its network.</param>
    /// <param name="inputs">Names of the layers it reads; <c>input</c> is the network's input.</param>
    protected Layer(string name, params IReadOnlyList<string> inputs) => (Name, Inputs) = (name, inputs);

    /// <summary>Unique in its network, as in the module paths of the network's origin.</summary>
    public string Name { get; }

    /// <summary>Names of the layers it reads; <c>input</c> is the network's input.</summary>
    public IReadOnlyList<string> Inputs { get; }

    /// <summary>What it computes, as in <c>network.json</c>: <c>conv2d</c>, <c>relu6</c>, ...</summary>
    public string Op => OpAttribute.Of(GetType());

    /// <summary>
    /// Its weights by their short names (<c>weight</c>, <c>bias</c>, ...); owned by the network. Empty for layers without.
    /// </summary>
    public virtual IReadOnlyList<(string Name, Tensor Tensor)> Weights => [];

    /// <summary>
    /// How its output changes sign: whether it is never negative whatever comes in, given which of its inputs are never negative.
    /// </summary>
    internal virtual bool IsNonNegative(ReadOnlySpan<bool> inputsAreNonNegative) => false;

    /// <summary>
    /// Shape of the output without the batch, from the shapes of the inputs. Throws <see cref="NetworkException"/> with a sentence where
    /// they do not fit.
    /// </summary>
    internal abstract long[] ShapeOf(IReadOnlyList<long[]> inputs);

    /// <summary>Multiply-adds for one sample; what a pass costs is counted in these.</summary>
    internal virtual long CostOf(long[] output) => 0;

    /// <summary>
    /// The output [N, ...], from the inputs. <paramref name="memory"/> is what <see cref="Backward"/> needs beyond inputs and output, where
    /// there is such a thing.
    /// </summary>
    internal abstract Tensor Forward(Tensor[] inputs, out Tensor? memory);

    /// <summary>
    /// Whether the output may be written over the (only) input: element by element, and the backward rule looks at the output alone.
    /// </summary>
    internal virtual bool CanOverwrite => false;

    /// <summary>As <see cref="Forward"/>, written over the input.</summary>
    internal virtual void Overwrite(Tensor input) => throw new NotSupportedException(Op);

    /// <summary>
    /// Whether what <see cref="Backward"/> returns may share its values with the signal it was given (a view, the signal itself).
    /// </summary>
    internal virtual bool SharesSignal => false;

    /// <summary>
    /// The exact vector-Jacobian product in closed form: the gradient at each input, given the one at the output. Null where
    /// <see cref="LayerCall.Wanted"/> says so.
    /// </summary>
    internal abstract Tensor?[] Backward(LayerCall call, Tensor signal);

    /// <summary>
    /// The exact Jacobian-vector product, the transposition of <see cref="Backward"/>: how the output moves when the inputs do. Null stands
    /// for an input that stays. As it stands it serves layers that are linear: the image of the movement.
    /// </summary>
    internal virtual Tensor Tangent(LayerCall call, Tensor?[] tangents) =>
        Forward([.. tangents.Select((t, i) => t ?? zeros_like(call.Input(i)))], out _);

    /// <summary>
    /// How <see cref="Backward"/> itself moves when the inputs do: what is added to the gradient at each input. Null where the layer is
    /// linear, piece by piece.
    /// </summary>
    internal virtual Tensor?[]? SecondOrder(LayerCall call, Tensor?[] tangents, Tensor outputTangent, Tensor signal) => null;

    /// <summary>Attributes for <c>network.json</c>.</summary>
    internal virtual void Write(System.Text.Json.Nodes.JsonObject json) { }

    /// <summary>The same layer with other weights (another type, another device). Layers without weights are their own copy.</summary>
    internal virtual Layer WithWeights(Func<Tensor, Tensor> convert) => this;

    /// <summary>Where it takes what libtorch computes for it.</summary>
    internal Arithmetic Arithmetic
    {
        get => arithmetic ?? Arithmetic.Here;
        private protected init => arithmetic = value;
    }

    private Arithmetic? arithmetic;

    /// <summary>The same layer with another arithmetic.</summary>
    internal Layer On(Arithmetic arithmetic)
    {
        Layer copy = (Layer)MemberwiseClone();
        copy.arithmetic = arithmetic;
        return copy;
    }

    /// <summary>Name and operation.</summary>
    public override string ToString() => $"{Name} ({Op})";
}
