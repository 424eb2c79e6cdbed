using SkiaSharp;

namespace WhiteBoxLab;

/// <summary>Where the maps of a figure lie.</summary>
internal sealed class FigureLayout
{
    public const int Side = 448,
        Gap = 24,
        Head = 42,
        Foot = 74;

    private readonly int columns,
        cellHeight;

    public FigureLayout(IReadOnlyList<Heatmap> maps, int columns)
    {
        this.columns = columns;
        CellWidth = Math.Max(maps.Max(m => m.Width), Side / 2);
        cellHeight = Head + maps.Max(m => m.Height) + Foot;
        int rows = (maps.Count + columns - 1) / columns;
        (Width, Height) = (Gap + columns * (CellWidth + Gap), Gap + rows * (cellHeight + Gap) - Gap / 2);
    }

    public int CellWidth { get; }

    public int Width { get; }

    public int Height { get; }

    public SKPoint At(int i) => new(Gap + i % columns * (CellWidth + Gap), Gap / 2 + i / columns * (cellHeight + Gap));
}
