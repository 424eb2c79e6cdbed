namespace WhiteBoxLab;

/// <summary>A fully connected layer: input [N, F], weight [O, F], perhaps a bias [O].</summary>
internal sealed class LinearOperation : Operation
{
    internal override Tensor Run(Libtorch libtorch, Tensor[] operands, long[] settings) =>
        libtorch.Product(operands[0], operands[1].t(), operands.ElementAtOrDefault(2));

    internal override double Off(Tensor result, Tensor[] operands, long[] settings)
    {
        Tensor signs = Signs.Of(result.shape[1]),
            right = operands[0].to(float64).matmul(Signs.OfRows(signs, operands[1]));
        if (operands.Length > 2)
            right = right.add_(signs.dot(operands[2].to(float64)));
        return Distance(result.to(float64).matmul(signs), right);
    }
}
