using System.Globalization;

namespace WhiteBoxLab;

/// <summary>An operation as it is asked for: what decides which code of libtorch's runs. Written as one line, such as
/// <c>conv2d 1x64x56x56:last 128x64x3x3:last 128 / 1 1 1 1 1 1 1 0 0 / Float32 2</c>:
/// operands (a batch counts as 1 or as 2, for several), settings, type and threads.</summary>
internal sealed record OperationCall(
    Operation Operation,
    IReadOnlyList<(long[] Shape, bool IsLast)> Operands,
    long[] Settings,
    ScalarType Dtype,
    int Threads
)
{
    private const string Last = ":last";

    /// <summary>A call that takes no time.</summary>
    internal const string Smallest = "conv2d 1x1x3x3 1x1x3x3 / 1 1 0 0 1 1 1 0 0 / Float32 1";

    /// <summary>The line of a call.</summary>
    internal static string Text(string operation, Tensor[] operands, long[] settings) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{operation} {string.Join(' ', operands.Select((o, i) => Text(o, isBatch: i == 0 || operation == "avg_pool2d_backward")))}"
                + $" / {string.Join(' ', settings)} / {operands[0].dtype} {get_num_threads()}"
        );

    /// <summary>The call of a line.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    internal static OperationCall Parse(string text)
    {
        try
        {
            string[][] parts = [.. text.Split('/').Select(p => p.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
            return new(
                Operation.All[parts[0][0]],
                [.. parts[0].Skip(1).Select(Operand)],
                Numbers(parts[1]),
                Enum.Parse<ScalarType>(parts[2][0]),
                int.Parse(parts[2][1], CultureInfo.InvariantCulture)
            );
        }
        catch (Exception e) when (e is IndexOutOfRangeException or KeyNotFoundException or ArgumentException or OverflowException)
        {
            throw new FormatException(
                $"'{text}' is no operation: name, operands, settings, type and threads are expected, with '/' between them.",
                e
            );
        }
    }

    /// <summary>For people: the operation and its operands, without settings and threads.</summary>
    internal static string Short(string text) => text.Split('/')[0].TrimEnd();

    private static string Text(Tensor operand, bool isBatch)
    {
        long[] shape = operand.shape;
        if (isBatch)
            shape[0] = Math.Min(shape[0], 2);
        return Layout.IsChannelsLast(operand) ? string.Join('x', shape) + Last : string.Join('x', shape);
    }

    private static (long[] Shape, bool IsLast) Operand(string text) =>
        (Numbers(text.Replace(Last, "", StringComparison.Ordinal).Split('x')), text.EndsWith(Last, StringComparison.Ordinal));

    private static long[] Numbers(string[] words) => [.. words.Select(w => long.Parse(w, CultureInfo.InvariantCulture))];
}
