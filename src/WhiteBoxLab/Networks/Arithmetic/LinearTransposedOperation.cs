namespace WhiteBoxLab;

/// <summary>The transposition of a fully connected layer: signal [N, O], weight [O, F].</summary>
internal sealed class LinearTransposedOperation : Operation
{
    internal override Tensor Run(Libtorch libtorch, Tensor[] operands, long[] settings) => libtorch.Product(operands[0], operands[1], null);

    internal override double Off(Tensor result, Tensor[] operands, long[] settings)
    {
        Tensor signs = Signs.Of(result.shape[1]);
        return Distance(result.to(float64).matmul(signs), operands[0].to(float64).matmul(Signs.OfColumns(signs, operands[1])));
    }
}
