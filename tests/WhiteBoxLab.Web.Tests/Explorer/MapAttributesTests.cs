using System.Text.Json.Nodes;
using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Explorer;
using WhiteBoxLab.Web.Explorer.Runs;

namespace WhiteBoxLab.Web.Tests;

public sealed class MapAttributesTests
{
    private static readonly MapArtifact Map = new(
        "ig",
        "IG",
        "linearization",
        "n",
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
        52,
        50,
        1,
        null,
        null,
        new JsonObject(),
        ""
    );

    [Theory]
    [InlineData("""{"steps":100}""", "Refine to 100 steps")]
    [InlineData("""{"rule":"\"z\"","layers":3}""", "Refine to \"z\" rule, 3 layers")]
    [InlineData(null, null)]
    public void A_map_is_refined_as_the_kernel_says(string? refinement, string? text)
    {
        RunMap map = new("a", "ig", "IG", "linearization", null, RunMapStatus.Done)
        {
            Artifact = Map with { Refinement = refinement is null ? null : JsonNode.Parse(refinement)!.AsObject() },
        };

        JsonArray entries = JsonNode.Parse(MapAttributes.Menu(map)!)!.AsArray();

        Assert.Equal(text, (string?)entries.FirstOrDefault(entry => (string?)entry!["id"] == "refine")?["text"]);
        Assert.Equal("remove", (string?)entries[^1]!["id"]);
    }
}
