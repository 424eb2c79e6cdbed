namespace WhiteBoxLab;

/// <summary>Colours of 2049 values from 0 to the limit, or from minus to plus the limit; odd, so that one is exactly zero.</summary>
internal sealed class ColourTable
{
    private const int Entries = 2049;
    private readonly (double Red, double Green, double Blue, double Alpha)[] colours;
    private readonly bool signed,
        bySize;
    private readonly double limit;

    public ColourTable(ColourMap map, bool signed, bool bySize, double limit)
    {
        (this.signed, this.bySize, this.limit) = (signed, bySize, limit);
        colours =
        [
            .. Enumerable
                .Range(0, Entries)
                .Select(i => i / (double)(Entries - 1))
                .Select(t => signed ? Palette.Diverging(map, 2 * t - 1) : Palette.Sequential(map, t)),
        ];
    }

    public (double Red, double Green, double Blue, double Alpha) this[double value]
    {
        get
        {
            double shown = bySize ? Math.Abs(value) : value,
                t = limit > 0 ? shown / limit : 0;
            double place = (signed ? (t + 1) / 2 : t) * (Entries - 1) + 0.5;
            return colours[(int)Math.Clamp(place, 0, Entries - 1)];
        }
    }
}
