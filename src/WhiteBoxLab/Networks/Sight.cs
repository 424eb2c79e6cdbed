namespace WhiteBoxLab;

/// <summary>Which positions a layer reads for each of its own, along one axis; the same for all, up to a step.</summary>
/// <param name="Kernel">How many it reads.</param>
/// <param name="Stride">Steps between its positions.</param>
/// <param name="Before">Zeros put before the first position.</param>
/// <param name="After">Zeros put behind the last.</param>
/// <param name="Dilation">Distance between those it reads.</param>
internal readonly record struct Sight(long Kernel, long Stride, long Before, long After, long Dilation)
{
    private long Span => Dilation * (Kernel - 1);

    /// <summary>Of a layer; null for one that does not look at each place alike.</summary>
    internal static Sight? Of(Layer layer, bool rows)
    {
        long Along(Size2 size) => rows ? size.Height : size.Width;
        return layer switch
        {
            Convolution c => new(Along(c.Kernel), Along(c.Stride), Along(c.Padding), Along(c.Padding), Along(c.Dilation)),
            MaxPool { Ceil: false } p => new(Along(p.Kernel), Along(p.Stride), Along(p.Padding), Along(p.Padding), Along(p.Dilation)),
            AveragePool { Ceil: false } p => new(Along(p.Kernel), Along(p.Stride), Along(p.Padding), Along(p.Padding), 1),
            Pad p => new(1, 1, p.Sides[rows ? 2 : 0], p.Sides[rows ? 3 : 1], 1),
            Activation or BatchNormalization or Dropout or Identity or Add or Concat => new(1, 1, 0, 0, 1),
            _ => null,
        };
    }

    /// <summary>How many positions it has over so many.</summary>
    internal long Count(long size) => ((size + Before + After - Span - 1) / Stride) + 1;

    /// <summary>Its positions that read one from the first to the last, of so many that it has.</summary>
    internal (long First, long Last) Reached(long first, long last, long count) =>
        (first + Before <= Span ? 0 : (first + Before - Span + Stride - 1) / Stride, Math.Min(count - 1, (last + Before) / Stride));

    /// <summary>What its positions from the first to the last read, of so many that there are.</summary>
    internal (long First, long Last) Read(long first, long last, long size) =>
        (Math.Max(0, (first * Stride) - Before), Math.Min(size - 1, (last * Stride) - Before + Span));
}
