using System.Numerics;
using System.Runtime.CompilerServices;

namespace WhiteBoxLab;

/// <summary>
/// Max pooling with positions on the processor. libtorch looks at each window value by value, which takes a tenth of a ResNet's forward
/// pass; here the rows of a window are compared many columns at once, then its columns.
/// Equal values go to the first position in row-major order, and the last that is not a number wins, as in libtorch.
/// </summary>
/// <param name="size">Height and width of the input.</param>
/// <param name="output">Height and width of the output.</param>
/// <param name="kernel">Of the window.</param>
/// <param name="stride">Of the window.</param>
/// <param name="padding">At each side.</param>
internal readonly struct MaxPoolKernel(Size2 size, Size2 output, Size2 kernel, Size2 stride, Size2 padding)
{
    /// <summary>The largest values, and their positions in the picture, as libtorch counts them.</summary>
    internal (Tensor Values, Tensor Positions) Run(Tensor input)
    {
        long[] shape = [input.shape[0], input.shape[1], output.Height, output.Width];
        Tensor values = empty(shape, input.dtype, input.device),
            positions = empty(shape, int64, input.device);
        if (input.dtype == float32)
            Run<float>(input, values, positions);
        else
            Run<double>(input, values, positions);
        return (values, positions);
    }

    private unsafe void Run<T>(Tensor input, Tensor values, Tensor positions)
        where T : unmanaged, IFloatingPoint<T>
    {
        MaxPoolKernel self = this;
        nint from = ParallelLoops.Start(input),
            to = ParallelLoops.Start(values),
            at = ParallelLoops.Start(positions);
        long inner = size.Height * size.Width,
            outer = output.Height * output.Width;
        ParallelLoops.Run((int)(input.shape[0] * input.shape[1]), inner * 2, (start, end) =>
        {
            T[] tops = new T[self.Width],
                rows = new T[self.Width],
                sortedTops = new T[self.Lane * self.Stride],
                sortedRows = new T[sortedTops.Length];
            Array.Fill(sortedTops, T.CreateTruncating(double.NegativeInfinity)); // what is never chosen stays at the sides
            Array.Fill(sortedRows, T.CreateTruncating(double.PositiveInfinity));
            for (long plane = start; plane < end; plane++)
            for (long y = 0; y < self.Rows; y++)
            {
                self.Columns((T*)from + (plane * inner), tops, rows, y);
                self.Sort(tops, sortedTops);
                self.Sort(rows, sortedRows);
                self.Windows(
                    sortedTops,
                    sortedRows,
                    (T*)to + (plane * outer) + (y * self.Across),
                    (long*)at + (plane * outer) + (y * self.Across)
                );
            }
        });
    }

    private long Width => size.Width;

    private long Rows => output.Height;

    private long Across => output.Width;

    private int Stride => (int)stride.Width;

    /// <summary>Columns of the windows at one place within the stride, and room to look at several at once.</summary>
    private int Lane =>
        (int)
            Math.Max(
                output.Width + ((kernel.Width - 1) / stride.Width) + Vector<byte>.Count,
                ((size.Width + padding.Width) / stride.Width) + 1
            );

    /// <summary>Columns by their place within the stride, so that windows side by side lie side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sort<T>(T[] columns, T[] sorted)
    {
        int lane = Lane,
            step = Stride,
            place = (int)(padding.Width % step),
            at = (int)(padding.Width / step);
        foreach (T column in columns)
        {
            sorted[(place * lane) + at] = column;
            if (++place == step)
                (place, at) = (0, at + 1);
        }
    }

    /// <summary>The largest column of each window of a row, many windows at once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private unsafe void Windows<T>(T[] tops, T[] rows, T* values, long* positions)
        where T : unmanaged, IFloatingPoint<T>
    {
        int n = Vector<T>.Count,
            lane = Lane,
            step = Stride;
        Vector<T> width = new(T.CreateTruncating(size.Width)),
            steps = Vector<T>.Indices * T.CreateTruncating(step);
        T* chosen = stackalloc T[n],
            places = stackalloc T[n];
        for (int x = 0; x < (int)output.Width; x += n)
        {
            Vector<T> top = new(tops, x),
                row = new(rows, x),
                column = Vector<T>.Zero;
            for (int k = 1; k < (int)kernel.Width; k++)
            {
                int at = (k % step * lane) + (k / step) + x;
                Vector<T> next = new(tops, at),
                    below = new(rows, at);
                Vector<T> wins =
                    Vector.GreaterThan(next, top)
                    | (Vector.Equals(next, top) & Vector.LessThan(below, row))
                    | (Vector.IsNaN(next) & (~Vector.IsNaN(top) | Vector.GreaterThanOrEqual(below, row)));
                (top, row, column) = (
                    Vector.ConditionalSelect(wins, next, top),
                    Vector.ConditionalSelect(wins, below, row),
                    Vector.ConditionalSelect(wins, new(T.CreateTruncating(k)), column)
                );
            }
            top.Store(chosen);
            ((row * width) + steps + column + new Vector<T>(T.CreateTruncating((x * step) - padding.Width))).Store(places);
            for (int i = 0; i < Math.Min(n, (int)output.Width - x); i++)
                (values[x + i], positions[x + i]) = (chosen[i], long.CreateTruncating(places[i]));
        }
    }

    /// <summary>The largest value of each column over the rows of a window, and the first row that has it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private unsafe void Columns<T>(T* input, T[] tops, T[] rows, long window)
        where T : unmanaged, IFloatingPoint<T>
    {
        long first = (window * stride.Height) - padding.Height,
            low = Math.Max(0, first),
            high = Math.Min(size.Height, first + kernel.Height);
        int i = 0,
            width = (int)size.Width;
        for (; i <= width - Vector<T>.Count; i += Vector<T>.Count)
        {
            Vector<T> top = Vector.Load(input + (low * width) + i),
                row = new(T.CreateTruncating(low));
            for (long y = low + 1; y < high; y++)
            {
                Vector<T> next = Vector.Load(input + (y * width) + i),
                    wins = Vector.GreaterThan(next, top) | Vector.IsNaN(next);
                (top, row) = (Vector.ConditionalSelect(wins, next, top), Vector.ConditionalSelect(wins, new(T.CreateTruncating(y)), row));
            }
            top.CopyTo(tops, i);
            row.CopyTo(rows, i);
        }
        for (; i < width; i++)
        {
            (tops[i], rows[i]) = (input[(low * width) + i], T.CreateTruncating(low));
            for (long y = low + 1; y < high; y++)
                if (input[(y * width) + i] is var next && (next > tops[i] || T.IsNaN(next)))
                    (tops[i], rows[i]) = (next, T.CreateTruncating(y));
        }
    }
}
