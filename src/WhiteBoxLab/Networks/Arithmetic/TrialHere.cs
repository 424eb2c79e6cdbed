namespace WhiteBoxLab;

/// <summary>A trial in this process, which ends where the operation ends it.</summary>
internal sealed class TrialHere(Libtorch libtorch) : Trial
{
    private readonly Lazy<Tensor> numbers = new(RandomNumbers);

    internal override double Off(string call, Way way)
    {
        using IDisposable scope = NewDisposeScope(),
            mode = no_grad();
        OperationCall parsed = OperationCall.Parse(call);
        Tensor[] operands = [.. parsed.Operands.Select((o, i) => Operand(o.Shape, o.IsLast, parsed.Dtype, i))];
        Spoil(operands);
        try
        {
            return parsed.Operation.Off(parsed.Operation.By(way, libtorch, operands, parsed.Settings), operands, parsed.Settings);
        }
        catch (Exception e) when (e is System.Runtime.InteropServices.ExternalException or NotSupportedException)
        {
            return double.PositiveInfinity;
        }
    }

    /// <summary>Freed memory holds no zeros from here on, but what is no number: what reads where nobody has written shows.</summary>
    private static void Spoil(Tensor[] operands) => full(operands.Sum(o => o.numel()), float.NaN).Dispose();

    private Tensor Operand(long[] shape, bool isLast, ScalarType dtype, int index)
    {
        long count = shape.Aggregate(1L, (a, b) => a * b),
            there = this.numbers.Value.shape[0],
            start = 7919L * index; // operands that are not alike
        Tensor numbers = start + count <= there ? this.numbers.Value : this.numbers.Value.repeat(((start + count) / there) + 1),
            values = numbers.narrow(0, start, count).view(shape).to(dtype);
        return isLast ? Layout.ChannelsLast(values) : values;
    }

    /// <summary>A prime number of them, so that no row is like another.</summary>
    private static Tensor RandomNumbers()
    {
        Random random = new(2510);
        float[] numbers = new float[1048573];
        foreach (ref float number in numbers.AsSpan())
            number = (2 * random.NextSingle()) - 1;
        return tensor(numbers).DetachFromDisposeScope();
    }
}
