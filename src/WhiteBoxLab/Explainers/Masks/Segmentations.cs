namespace WhiteBoxLab;

/// <summary>Several cuts of a photo into segments, fine and coarse, whose segments lie over each other.</summary>
public sealed class Segmentations
{
    private readonly string name;
    private readonly Func<Tensor, int, IEnumerable<Tensor>> cut;

    private Segmentations(string name, string code, Func<Tensor, int, IEnumerable<Tensor>> cut) =>
        (this.name, Code, this.cut) = (name, code, cut);

    /// <summary>
    /// Felzenszwalb and Huttenlocher's cuts of six scales, each segment widened by a few pixels, so that edges lie within segments.
    /// </summary>
    public static Segmentations Felzenszwalb { get; } =
        new("felzenszwalb", "Segmentations.Felzenszwalb", (x, n) => WhiteBoxLab.Felzenszwalb.Segments(x[n]));

    /// <summary>Cuts of your own.</summary>
    /// <param name="numbers">The segment of each pixel in each cut, from 0: [cuts, H, W], the same for all photos. Owned by the caller, who
    /// keeps it alive.</param>
    public static Segmentations Of(Tensor numbers) => new("file", "Segmentations.Of(segments)", (x, _) => Segments(Fitted(numbers, x)));

    internal string Code { get; }

    /// <summary>The segments of a photo of a batch: the pixels of each by number, rows one after another.</summary>
    internal int[][] For(Tensor input, int photo)
    {
        using DisposeScope scope = NewDisposeScope();
        return [.. cut(input, photo).Select(pixels => pixels.flatten().nonzero().to(int32).cpu().data<int>().ToArray())];
    }

    /// <summary>Cuts by name; <c>file</c> or <c>file:KEY</c> asks for the tensor <c>segments</c> or KEY.</summary>
    internal static Segmentations Parse(string text, Func<string, Tensor>? file) =>
        text switch
        {
            "felzenszwalb" => Felzenszwalb,
            _ when FileWord.Of(text, "segments", file) is { } given => Of(given),
            _ => throw new ArgumentException(
                $"The segmentations '{text}' are not known. There are felzenszwalb, and where the input is a tensor file, file and "
                    + "file:KEY."
            ),
        };

    /// <summary>Its name.</summary>
    public override string ToString() => name;

    /// <summary>One mask [H, W] for each number of each cut.</summary>
    private static IEnumerable<Tensor> Segments(Tensor cuts) =>
        from k in Enumerable.Range(0, (int)cuts.shape[0])
        from number in Enumerable.Range(0, (int)cuts[k].max().item<long>() + 1)
        select cuts[k].eq(number);

    private static Tensor Fitted(Tensor numbers, Tensor x) =>
        numbers.dim() == 3 && numbers.shape[1..].SequenceEqual(x.shape[2..])
            ? numbers.to(int64)
            : throw new ArgumentException(
                $"The segmentations have the shape {Require.Shape(numbers.shape)}; they must be [cuts, {string.Join(", ", x.shape[2..])}]."
            );
}
