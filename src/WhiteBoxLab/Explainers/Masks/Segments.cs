using System.Globalization;

namespace WhiteBoxLab;

/// <summary>How a photo is cut into segments, each of which is shown or hidden as a whole.</summary>
public sealed class Segments
{
    private const int Most = 256;

    private readonly string name;
    private readonly Func<Tensor, Tensor> cut;

    private Segments(string name, string code, int count, Func<Tensor, Tensor> cut) =>
        (this.name, Code, Count, this.cut) = (name, code, count, cut);

    /// <summary>How many there are; some of them may be empty.</summary>
    public int Count { get; }

    /// <summary>As many rectangles in each row and in each column, nearly of one size.</summary>
    /// <param name="side">1 to 16.</param>
    public static Segments Grid(int side) =>
        new($"grid:{side}", $"Segments.Grid({side})", Checked(side, 16, "A grid of segments has 1 to 16 a side") * side, x =>
            Rectangles(x, side)
        );

    /// <summary>
    /// Patches of like colour that hold together: the nearest of as many centres, in colour and place at once (SLIC, Achanta et al. 2012,
    /// without its joining of loose pixels).
    /// </summary>
    /// <param name="count">1 to 256.</param>
    public static Segments Superpixels(int count) =>
        new($"superpixels:{count}", $"Segments.Superpixels({count})", Checked(count, Most, $"There are 1 to {Most} superpixels"), x =>
            WhiteBoxLab.Superpixels.Of(x, count)
        );

    /// <summary>Segments of your own.</summary>
    /// <param name="numbers">The segment of each pixel, from 0: [H, W] for all photos, or [N, H, W]. Owned by the caller, who keeps it
    /// alive.</param>
    public static Segments Of(Tensor numbers) => new("file", "Segments.Of(segments)", CountOf(numbers), x => Fitted(numbers, x));

    internal string Code { get; }

    /// <summary>The segment of each pixel of a batch, [N, H, W].</summary>
    internal Tensor For(Tensor input) => cut(input);

    /// <summary>Segments by name; <c>file</c> or <c>file:KEY</c> asks for the tensor <c>segments</c> or KEY.</summary>
    internal static Segments Parse(string text, Func<string, Tensor>? file) =>
        text.Split(':') switch
        {
            ["grid", var side] when Number(side) is { } n => Grid(n),
            ["superpixels", var count] when Number(count) is { } n => Superpixels(n),
            ["file"] when file is not null => Of(file("segments")),
            ["file", var key] when file is not null => Of(file(key)),
            _ => throw new ArgumentException(
                $"The segments '{text}' are not known. There are grid:SIDE, superpixels:COUNT, and where the input is a tensor file, "
                    + $"file and file:KEY."
            ),
        };

    /// <summary>Its name.</summary>
    public override string ToString() => name;

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    private static int Checked(int number, int most, string what) =>
        number >= 1 && number <= most ? number : throw new ArgumentException($"{what}; not {number}.");

    private static int CountOf(Tensor numbers)
    {
        using IDisposable scope = NewDisposeScope();
        long least = numbers.min().to(int64).item<long>(),
            most = numbers.max().to(int64).item<long>();
        return least >= 0 && most < short.MaxValue
            ? (int)most + 1
            : throw new ArgumentException(
                $"Segments are numbered from 0 to at most {short.MaxValue - 1}; these go from {least} to {most}."
            );
    }

    private static Tensor Fitted(Tensor numbers, Tensor x)
    {
        long[] picture = x.shape[2..];
        Tensor all = numbers.to(int64).to(x.device);
        return numbers.shape switch
        {
            [var h, var w] when picture.SequenceEqual([h, w]) => all.expand([x.shape[0], .. picture]),
            [var n, var h, var w] when n == x.shape[0] && picture.SequenceEqual([h, w]) => all,
            var shape => throw new ArgumentException(
                $"The segments have the shape {Require.Shape(shape)}; they must be {Require.Shape(picture)}, or one such for each photo."
            ),
        };
    }

    private static Tensor Rectangles(Tensor input, int side)
    {
        (long height, long width) = (input.shape[2], input.shape[3]);
        long[] numbers =
        [
            .. from y in Enumerable.Range(0, (int)height)
            from x in Enumerable.Range(0, (int)width)
            select (y * side / height * side) + (x * side / width),
        ];
        return tensor(numbers, device: input.device).view(1, height, width).expand(input.shape[0], height, width);
    }
}
