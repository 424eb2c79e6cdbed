using System.Runtime.InteropServices;

namespace WhiteBoxLab;

/// <summary>
/// An operation's call as numbers, which are written down and compared faster than the text of an <see cref="OperationCall"/>. Two calls
/// are the same where all are.
/// </summary>
internal sealed class CallNumbers : IEqualityComparer<long[]>, IAlternateEqualityComparer<ReadOnlySpan<long>, long[]>
{
    /// <summary>The most that a call has.</summary>
    internal const int Most = 64;

    /// <summary>Writes a call down.</summary>
    /// <returns>How many numbers it has.</returns>
    internal static int Write(Span<long> numbers, int operation, Tensor[] operands, long[] settings)
    {
        int count = 0;
        numbers[count++] = operation;
        numbers[count++] = ((long)operands[0].dtype << 32) | (uint)get_num_threads();
        foreach (Tensor operand in operands)
            count = Write(numbers, count, operand);
        settings.CopyTo(numbers[count..]);
        return count + settings.Length;
    }

    public bool Equals(long[]? x, long[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode(long[] obj) => GetHashCode(obj.AsSpan());

    public bool Equals(ReadOnlySpan<long> alternate, long[] other) => alternate.SequenceEqual(other);

    public int GetHashCode(ReadOnlySpan<long> alternate)
    {
        HashCode hash = default;
        hash.AddBytes(MemoryMarshal.AsBytes(alternate));
        return hash.ToHashCode();
    }

    public long[] Create(ReadOnlySpan<long> alternate) => alternate.ToArray();

    private static int Write(Span<long> numbers, int count, Tensor operand)
    {
        int dimensions = (int)operand.dim();
        numbers[count++] = Layout.IsChannelsLast(operand) ? -dimensions : dimensions;
        for (int i = 0; i < dimensions; i++)
            numbers[count++] = operand.size(i);
        return count;
    }
}
