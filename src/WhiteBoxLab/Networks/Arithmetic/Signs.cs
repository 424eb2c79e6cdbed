namespace WhiteBoxLab;

/// <summary>
/// A sum over channels with random signs: wrong values show in it wherever they are, and float64 has it at a fraction of the whole
/// operation's cost (Freivalds 1977).
/// </summary>
internal static class Signs
{
    private const long Rows = 512; // of a matrix at a time: in float64 the whole would take twice its memory

    /// <summary>[count] of -1 and 1 in float64, always the same.</summary>
    internal static Tensor Of(long count)
    {
        Random random = new(1977);
        return tensor([.. Enumerable.Range(0, (int)count).Select(_ => random.Next(2) == 0 ? -1.0 : 1.0)]);
    }

    /// <summary>The sum over the second dimension, which stays as one.</summary>
    internal static Tensor Sum(Tensor signs, Tensor values)
    {
        Tensor whole = values.to(float64).contiguous();
        return signs.matmul(whole.flatten(2)).view([whole.shape[0], 1, .. whole.shape[2..]]);
    }

    /// <summary>The sum over a matrix's rows.</summary>
    internal static Tensor OfRows(Tensor signs, Tensor matrix) =>
        Pieces(matrix).Select(p => signs.narrow(0, p.Start, p.Rows.shape[0]).matmul(p.Rows.to(float64))).Aggregate((a, b) => a.add_(b));

    /// <summary>The sum over a matrix's columns.</summary>
    internal static Tensor OfColumns(Tensor signs, Tensor matrix) =>
        cat([.. Pieces(matrix).Select(p => p.Rows.to(float64).matmul(signs))], 0);

    private static IEnumerable<(long Start, Tensor Rows)> Pieces(Tensor matrix)
    {
        for (long start = 0; start < matrix.shape[0]; start += Rows)
            yield return (start, matrix.narrow(0, start, Math.Min(Rows, matrix.shape[0] - start)));
    }
}
