using Xunit;

namespace WhiteBoxLab.Tests;

public sealed class PaletteTests
{
    [Theory]
    [InlineData(ColourMap.Inferno)]
    [InlineData(ColourMap.Magma)]
    [InlineData(ColourMap.Viridis)]
    [InlineData(ColourMap.Mako)]
    [InlineData(ColourMap.Grey)]
    public void A_sequential_map_grows_evenly_lighter(ColourMap map)
    {
        double[] lightness = [.. Enumerable.Range(0, 41).Select(i => Lightness(Palette.Sequential(map, i / 40.0)))];
        double[] steps = [.. lightness.Zip(lightness.Skip(1), (a, b) => b - a)];

        Assert.All(steps, s => Assert.True(s > 0, $"{map} grows darker by {-s:0.00}"));
        Assert.True(
            steps.Max() < 2.2 * steps.Average(),
            $"{map} steps by {steps.Max():0.00} somewhere, by {steps.Average():0.00} on average"
        );
    }

    [Fact]
    public void Jet_does_not_which_is_why_it_is_only_for_comparison()
    {
        double[] lightness = [.. Enumerable.Range(0, 41).Select(i => Lightness(Palette.Sequential(ColourMap.Jet, i / 40.0)))];

        Assert.True(lightness[40] < lightness[20]);
    }

    [Fact]
    public void Nothing_is_drawn_where_nothing_is()
    {
        Assert.Equal(0, Palette.Diverging(ColourMap.Inferno, 0).Alpha);
        Assert.Equal(0, Palette.Sequential(ColourMap.Inferno, 0).Alpha);
        Assert.Equal(1, Palette.Diverging(ColourMap.Inferno, -1).Alpha);
        Assert.Equal(1, Palette.Sequential(ColourMap.Inferno, 1).Alpha);
    }

    [Fact]
    public void Blue_speaks_against_and_orange_for_with_equal_weight()
    {
        for (double t = 0.05; t <= 1; t += 0.05)
        {
            (double Red, double Green, double Blue, double Alpha) against = Palette.Diverging(ColourMap.Inferno, -t);
            (double Red, double Green, double Blue, double Alpha) speaksFor = Palette.Diverging(ColourMap.Inferno, t);

            Assert.Equal(against.Alpha, speaksFor.Alpha);
            Assert.True(against.Blue > against.Red && speaksFor.Red > speaksFor.Blue);
            Assert.True(
                Math.Abs(Lightness(against) - Lightness(speaksFor)) < 21,
                $"at {t:0.00} {Lightness(against):0.0} and {Lightness(speaksFor):0.0}"
            );
        }
    }

    private static double Lightness((double Red, double Green, double Blue, double Alpha) colour)
    {
        static double Linear(double b) => b / 255 <= 0.04045 ? b / 255 / 12.92 : Math.Pow((b / 255 + 0.055) / 1.055, 2.4);
        double y = 0.2126 * Linear(colour.Red) + 0.7152 * Linear(colour.Green) + 0.0722 * Linear(colour.Blue);
        return y > 216.0 / 24389 ? 116 * Math.Cbrt(y) - 16 : y * 24389 / 27;
    }
}
