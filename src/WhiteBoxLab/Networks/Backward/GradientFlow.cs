namespace WhiteBoxLab;

/// <summary>
/// The gradient's flow: down the vector-Jacobian product, up the Jacobian-vector product. It keeps nothing, as layers know both in closed
/// form.
/// </summary>
internal sealed class GradientFlow : Flow
{
    internal override Tensor?[] Down(LayerCall call, Tensor signal) =>
        call.Layer.Backward(call.Repeated(signal.shape[0] / call.Count), signal);

    internal override Tensor Up(LayerCall call, Tensor?[] worths) => call.Layer.Tangent(call, worths);
}
