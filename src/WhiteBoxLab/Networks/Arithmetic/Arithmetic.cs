using System.Collections.Concurrent;

namespace WhiteBoxLab;

/// <summary>
/// What networks take from libtorch: every operation in the first way that was found right on this machine. On the processor; float64 is
/// libtorch's own, which was right everywhere.
/// </summary>
internal sealed class Arithmetic(Libtorch libtorch, Verdicts verdicts)
{
    private static readonly Lazy<Arithmetic> OfThisMachine = new(Machine.NewArithmetic);

    private readonly ConcurrentDictionary<long[], Way> ways = new(new CallNumbers());

    /// <summary>That of this process.</summary>
    internal static Arithmetic Here => OfThisMachine.Value;

    internal Verdicts Verdicts => verdicts;

    /// <summary>The result of an operation.</summary>
    /// <exception cref="InvalidOperationException">No way to compute it is right here.</exception>
    internal Tensor Run(string name, long[] settings, params Tensor?[] operands)
    {
        Tensor[] given = Array.FindAll(operands, o => o is not null)!;
        Operation operation = Operation.All[name];
        if (given[0].dtype == float64 || given[0].device_type != DeviceType.CPU)
            return operation.Run(libtorch, given, settings);
        given = Array.ConvertAll(given, Plain);
        return operation.By(WayOf(name, given, settings), libtorch, given, settings);
    }

    /// <summary>The way in which an operation is right here.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    internal Way WayOf(string name, Tensor[] operands, long[] settings)
    {
        Span<long> numbers = stackalloc long[CallNumbers.Most];
        ReadOnlySpan<long> call = numbers[..CallNumbers.Write(numbers, Operation.NumberOf(name), operands, settings)];
        ConcurrentDictionary<long[], Way>.AlternateLookup<ReadOnlySpan<long>> ways = this.ways.GetAlternateLookup<ReadOnlySpan<long>>();
        if (!ways.TryGetValue(call, out Way way))
            ways[call] = way = Found(name, operands, settings);
        return way;
    }

    private Way Found(string name, Tensor[] operands, long[] settings)
    {
        Verdict verdict = verdicts.Of(OperationCall.Text(name, operands, settings));
        return verdict.Way != Way.None
            ? verdict.Way
            : throw new InvalidOperationException(
                $"libtorch computes '{OperationCall.Short(verdict.Call)}' wrong on this processor ({Processor.Here.Name}), and "
                    + $"no other way to compute it is right either. Compute in float64: network.To(torch.float64), or explain --dtype "
                    + $"float64."
            );
    }

    /// <summary>Contiguous, or channels last: what lies otherwise libtorch would lay out anew by itself.</summary>
    private static Tensor Plain(Tensor tensor) => tensor.is_contiguous() || Layout.IsChannelsLast(tensor) ? tensor : tensor.contiguous();
}
