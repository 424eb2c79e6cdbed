using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace WhiteBoxLab;

/// <summary>
/// Resizes RGB bytes: rows first, then columns, whole-number arithmetic, rounded to bytes after each pass. Sums of whole numbers do not
/// depend on their order, so the vectorised result is the plain one.
/// </summary>
internal static class Resampler
{
    private const int Half = 1 << (ResampleTaps.Precision - 1);
    private const int Group = 24; // bytes of 8 pixels: three vectors of eight, after which the channels repeat

    public static byte[] Resize(
        ReadOnlySpan<byte> rgb,
        int stride,
        PixelArea area,
        int width,
        int height,
        Interpolation interpolation = Interpolation.Bicubic
    )
    {
        byte[] narrow = Rows(rgb, stride, area, width, interpolation);
        return Columns(narrow, 3 * width, area.Height, height, interpolation);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static byte[] Rows(ReadOnlySpan<byte> rgb, int stride, PixelArea area, int width, Interpolation interpolation)
    {
        byte[] result = GC.AllocateUninitializedArray<byte>(3 * width * area.Height);
        ResampleTaps taps = new(area.Width, width, interpolation);
        int[] wide = Repeated(taps, width, out int length);
        byte[] row = new byte[3 * area.Width + length];
        for (int y = 0; y < area.Height; y++)
        {
            rgb.Slice(3 * ((area.Top + y) * stride + area.Left), 3 * area.Width).CopyTo(row);
            for (int x = 0; x < width; x++)
                Sum(row.AsSpan(3 * taps.First[x], length), wide.AsSpan(x * length, length), result.AsSpan(3 * (y * width + x), 3));
        }
        return result;
    }

    /// <summary>Each weight three times, for red, green and blue, filled up with zeros to whole groups.</summary>
    private static int[] Repeated(ResampleTaps taps, int width, out int length)
    {
        length = (3 * taps.Count.Max() + Group - 1) / Group * Group;
        int[] wide = new int[width * length];
        for (int x = 0; x < width; x++)
        {
            ReadOnlySpan<int> weights = taps.WeightsOf(x);
            for (int k = 0; k < weights.Length; k++)
                wide.AsSpan(x * length + 3 * k, 3).Fill(weights[k]);
        }
        return wide;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sum(ReadOnlySpan<byte> bytes, ReadOnlySpan<int> weights, Span<byte> pixel)
    {
        Vector256<int> first = Vector256<int>.Zero,
            second = first,
            third = first;
        ref byte b = ref MemoryMarshal.GetReference(bytes);
        ref int w = ref MemoryMarshal.GetReference(weights);
        for (nuint i = 0; i < (nuint)weights.Length; i += Group)
        {
            first += Widen(ref b, i) * Vector256.LoadUnsafe(ref w, i);
            second += Widen(ref b, i + 8) * Vector256.LoadUnsafe(ref w, i + 8);
            third += Widen(ref b, i + 16) * Vector256.LoadUnsafe(ref w, i + 16);
        }
        Span<int> sums = stackalloc int[Group];
        first.CopyTo(sums);
        second.CopyTo(sums[8..]);
        third.CopyTo(sums[16..]);
        for (int channel = 0; channel < 3; channel++)
        {
            int sum = Half;
            for (int i = channel; i < Group; i += 3)
                sum += sums[i];
            pixel[channel] = ToByte(sum);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static byte[] Columns(ReadOnlySpan<byte> narrow, int stride, int from, int height, Interpolation interpolation)
    {
        byte[] result = GC.AllocateUninitializedArray<byte>(stride * height);
        ResampleTaps taps = new(from, height, interpolation);
        int[] sums = new int[stride];
        for (int y = 0; y < height; y++)
        {
            Array.Fill(sums, Half);
            ReadOnlySpan<int> weights = taps.WeightsOf(y);
            for (int k = 0; k < weights.Length; k++)
                Add(sums, narrow.Slice((taps.First[y] + k) * stride, stride), weights[k]);
            for (int i = 0; i < stride; i++)
                result[y * stride + i] = ToByte(sums[i]);
        }
        return result;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(Span<int> sums, ReadOnlySpan<byte> row, int weight)
    {
        ref int sum = ref MemoryMarshal.GetReference(sums);
        ref byte b = ref MemoryMarshal.GetReference(row);
        int i = 0;
        for (; i <= sums.Length - 8; i += 8)
            (Vector256.LoadUnsafe(ref sum, (nuint)i) + Widen(ref b, (nuint)i) * weight).StoreUnsafe(ref sum, (nuint)i);
        for (; i < sums.Length; i++)
            sums[i] += row[i] * weight;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Widen(ref byte bytes, nuint offset)
    {
        Vector128<ushort> shorts = Vector128.WidenLower(
            Vector128.CreateScalar(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref bytes, offset))).AsByte()
        );
        return Vector256.Create(Vector128.WidenLower(shorts), Vector128.WidenUpper(shorts)).AsInt32();
    }

    private static byte ToByte(int sum) => (byte)Math.Clamp(sum >> ResampleTaps.Precision, 0, 255);
}
