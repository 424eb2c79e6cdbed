using System.Globalization;
using System.Text.RegularExpressions;

namespace WhiteBoxLab;

/// <summary>The dictionary at the head of an <c>.npy</c> file.</summary>
internal sealed partial record NpyHeader(int ElementSize, bool FortranOrder, long[] Shape)
{
    public const int Longest = 65_536;
    private const int LongestShape = 32;
    private const int Chunk = 1 << 28;

    public static NpyHeader Parse(string text, string source)
    {
        Match type = Descr().Match(text),
            order = Order().Match(text),
            shape = Sides().Match(text);
        if (!type.Success || !order.Success || !shape.Success)
            throw new WeightsException($"{source} has no NumPy header with descr, fortran_order and shape.");
        if (type.Groups[1].Value is not ("<f4" or "<f8"))
            throw new WeightsException(
                $"{source} holds numbers of the kind '{type.Groups[1].Value}'; save it as little-endian float32 ('<f4') or float64 ('<f8')."
            );

        string[] sides = shape.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        long[] numbers = new long[Math.Min(sides.Length, LongestShape + 1)];
        for (int i = 0; i < numbers.Length; i++)
        {
            if (numbers.Length > LongestShape || !long.TryParse(sides[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]))
                throw new WeightsException(
                    $"{source} has the shape ({Short(shape.Groups[1].Value)}), which is not one of at most {LongestShape} whole numbers."
                );
        }
        return new NpyHeader(type.Groups[1].Value == "<f4" ? 4 : 8, order.Groups[1].Value == "True", numbers);
    }

    public void CheckSize(long available, string source)
    {
        Int128 extent = ElementSize;
        foreach (long side in Shape)
            extent = Int128.Min(extent * Math.Max(side, 1), long.MaxValue);
        Int128 wanted = Shape.Contains(0) ? 0 : extent;
        if (extent == long.MaxValue || wanted != available)
            throw new WeightsException(
                $"{source} of shape ({string.Join(", ", Shape)}) needs "
                    + $"{(extent == long.MaxValue ? "more bytes than can be counted" : $"{wanted} bytes of numbers")} but has "
                    + $"{available}."
            );
    }

    public torch.Tensor ToTensor(TensorBytes bytes, long start)
    {
        torch.ScalarType type = ElementSize == 4 ? torch.ScalarType.Float32 : torch.ScalarType.Float64;
        long[] stored = FortranOrder ? [.. Enumerable.Reverse(Shape)] : Shape;
        torch.Tensor tensor = torch.empty(stored, dtype: type);
        using torch.Tensor flat = tensor.view(-1);
        long total = flat.shape[0] * ElementSize;
        for (long done = 0; done < total; done += Chunk)
        {
            int count = (int)Math.Min(Chunk, total - done);
            using torch.Tensor part = flat.narrow(0, done / ElementSize, count / ElementSize);
            bytes.Slice(start + done, count).CopyTo(part.bytes);
        }
        return FortranOrder && Shape.Length > 1 ? CTurned(tensor) : tensor;
    }

    private static torch.Tensor CTurned(torch.Tensor reversed)
    {
        using (reversed)
        using (torch.Tensor turned = reversed.permute([.. Enumerable.Range(0, reversed.shape.Length).Reverse().Select(i => (long)i)]))
            return turned.contiguous();
    }

    private static string Short(string text) => text.Length <= 80 ? text : text[..80] + "...";

    [GeneratedRegex(@"['""]descr['""]\s*:\s*['""]([^'""]{1,16})['""]")]
    private static partial Regex Descr();

    [GeneratedRegex(@"['""]fortran_order['""]\s*:\s*(True|False)")]
    private static partial Regex Order();

    [GeneratedRegex(@"['""]shape['""]\s*:\s*\(([^)]*)\)")]
    private static partial Regex Sides();
}
