using System.Text.Json.Nodes;
using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Explorer.Runs;

namespace WhiteBoxLab.Web.Tests;

public sealed class PaceTests
{
    private readonly PassTiming timing = new();

    [Fact]
    public void A_network_that_nobody_measured_has_no_pace()
    {
        timing.Measured(new PaceMeasured("small", 0.1));

        Assert.Null(timing.SecondsPerPass("large"));
    }

    [Fact]
    public void Each_network_has_its_own_pace_the_median_of_its_maps_from_the_second_on()
    {
        timing.Measured(new PaceMeasured("small", 0.1));
        timing.Measured(new PaceMeasured("large", 2));

        timing.Learn(Map("small", 4));
        Assert.Equal(0.1, timing.SecondsPerPass("small"));
        timing.Learn(Map("small", 6));
        timing.Learn(Map("small", 100));

        Assert.Equal((3, 2), (timing.SecondsPerPass("small"), timing.SecondsPerPass("large")));
    }

    [Fact]
    public void Of_a_map_that_made_no_pass_itself_nothing_is_learned()
    {
        timing.Learn(Map("small", 4) with { Forwards = 0, Backwards = 0 });
        timing.Learn(Map("small", 4));

        Assert.Null(timing.SecondsPerPass("small"));
    }

    // Of one forward and one backward pass.
    private static MapArtifact Map(string network, double seconds) =>
        new(
            "saliency",
            "Saliency",
            "linearization",
            network,
            null,
            1,
            "one",
            1,
            1,
            "",
            "",
            null,
            "",
            1,
            1,
            1,
            1,
            1,
            true,
            0,
            1,
            1,
            1,
            seconds,
            null,
            null,
            new JsonObject(),
            ""
        );
}
