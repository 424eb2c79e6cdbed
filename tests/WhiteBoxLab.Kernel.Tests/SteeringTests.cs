using System.Text.Json.Nodes;
using WhiteBoxLab.Protocol;
using Xunit;

namespace WhiteBoxLab.Kernel.Tests;

/// <summary>Several maps of one command: what they share, and how single ones are steered.</summary>
public sealed class SteeringTests(ServedKernel kernel) : IClassFixture<ServedKernel>
{
    private const string Chelsea = "sample:chelsea",
        Default = "efficientnet-lite0";

    [Fact]
    public async Task Class_activation_maps_of_one_command_share_their_passes_and_equal_the_single_ones()
    {
        string[] cams = ["grad-cam", "layer-cam", "hires-cam"];
        MapArtifact[] together = Maps(await RunAsync(cams));
        MapArtifact[] alone = [.. await Task.WhenAll(cams.Select(async cam => Assert.Single(Maps(await RunAsync([cam])))))];

        Assert.Equal(
            alone.OrderBy(map => map.Method, StringComparer.Ordinal).Select(map => map.Values),
            together.OrderBy(map => map.Method, StringComparer.Ordinal).Select(map => map.Values)
        );
        Assert.All(alone, map => Assert.Equal(1, map.Forwards));
        Assert.Equal(1, together.Sum(map => map.Forwards));
    }

    [Fact]
    public async Task A_map_that_fails_leaves_the_shared_passes_to_the_others()
    {
        Answer answer = await kernel.RunAsync(
            new Explain(
                Chelsea,
                Default,
                null,
                [Choice("grad-cam"), new MethodChoice("wrong", "layer-cam", new JsonObject { ["layer"] = "nowhere" }), Choice("hires-cam")]
            )
        );

        Assert.Equal("wrong", Assert.Single(answer.Events.OfType<MapFailed>()).Id);
        Assert.Equal(["grad-cam", "hires-cam"], Maps(answer).Select(map => map.Method).Order());
        Assert.Equal(1, Maps(answer).Sum(map => map.Forwards));
    }

    [Fact]
    public async Task Each_map_tells_its_begin_before_its_end()
    {
        Answer answer = await RunAsync(["fem", "grad-cam", "saliency"]);

        string[] told =
        [
            .. answer
                .Events.Select(one =>
                    one switch
                    {
                        MapBegun begun => $"begun {begun.Id}",
                        MapProduced made => $"made {made.Id}",
                        _ => "",
                    }
                )
                .Where(word => word.Length > 0),
        ];
        Assert.Equal(6, told.Length);
        Assert.All(Enumerable.Range(0, 3), place =>
            Assert.Equal(told[2 * place].Replace("begun", "made", StringComparison.Ordinal), told[(2 * place) + 1])
        );
    }

    [Fact]
    public async Task One_map_is_stopped_while_it_is_made_and_the_others_come()
    {
        List<Event> events = [];
        string token = Wire.NewToken();
        CommandResult result = await kernel.Process.RunAsync(
            new CommandEnvelope(token, new Explain(Chelsea, Default, null, [Slow("long"), Slow("longer"), Choice("fem")]), []),
            one =>
            {
                events.Add(one);
                if (one is MapProgressed { Done: > 0 } step)
                    _ = kernel.Process.RunAsync(new CancelMap(token, step.Id));
            },
            TestContext.Current.CancellationToken
        );

        Assert.True(result.Succeeded, result.Message);
        Assert.Equal("fem", Assert.Single(events.OfType<MapProduced>()).Id);
        Assert.Equal(["long", "longer"], events.OfType<MapFailed>().Where(one => one.Cancelled).Select(one => one.Id).Order());
        Assert.All(events.OfType<MapFailed>(), one => Assert.InRange(one.Done, 1, 999));
    }

    [Fact]
    public async Task A_waiting_map_is_stopped_at_once_and_another_is_made_the_next()
    {
        List<Event> events = [];
        string token = Wire.NewToken();
        CommandResult result = await kernel.Process.RunAsync(
            new CommandEnvelope(
                token,
                new Explain(Chelsea, Default, null, [Slow("first"), Slow("second"), Slow("third"), Slow("fourth")]),
                []
            ),
            one =>
            {
                events.Add(one);
                if (one is not MapProgressed { Done: > 0 } step)
                    return;
                _ = SteerAsync(token, step.Id, [new CancelMap(token, "second"), new HastenMap(token, "fourth")]);
            },
            TestContext.Current.CancellationToken
        );

        Assert.True(result.Succeeded, result.Message);
        Assert.Equal(["first", "fourth", "third"], events.OfType<MapBegun>().Select(begun => begun.Id));
        Assert.Equal(["first second third fourth", "fourth third"], events.OfType<MapsQueued>().Select(Ids));
        Assert.Equal(
            (0, true),
            events.OfType<MapFailed>().Where(one => one.Id == "second").Select(one => (one.Done, one.Cancelled)).Single()
        );
    }

    [Fact]
    public async Task The_order_and_the_prices_are_told_before_the_first_map_begins_and_kept()
    {
        JsonObject smooth = new() { ["augSmooth"] = true },
            two = new() { ["steps"] = 2 };
        MethodChoice[] choices =
        [
            new("slow", "integrated-gradients", two),
            Choice("saliency"),
            new("smooth", "grad-cam", smooth),
            Choice("nope"),
            Choice("fem"),
        ];
        Answer answer = await kernel.RunAsync(new Explain(Chelsea, Default, null, choices));

        MapsQueued queue = Assert.IsType<MapsQueued>(answer.Events.First(one => one is MapsQueued or MapBegun));
        Assert.Equal(
            [
                new QueuedMap("nope", 0, 0),
                new QueuedMap("fem", 1, 0),
                new QueuedMap("saliency", 1, 1),
                new QueuedMap("slow", 4, 2),
                new QueuedMap("smooth", 6, 0),
            ],
            queue.Maps
        );
        Assert.Equal(queue.Maps.Select(map => map.Id), answer.Events.OfType<MapBegun>().Select(begun => begun.Id));
        Assert.Single(answer.Events.OfType<MapsQueued>());
    }

    [Theory]
    [InlineData("grad-cam", """{"relu": true}""", null, "new GradCam(relu: true)")]
    [InlineData("hires-cam", null, null, "new HiResCam()")]
    [InlineData(
        "grad-cam",
        """{"layer": "nowhere"}""",
        "The network 'efficientnet-lite0' has no layer named 'nowhere'.",
        "new GradCam(layer: \"nowhere\")"
    )]
    [InlineData(
        "layer-cam",
        """{"furtherLayers": ["_blocks.0", "nowhere"]}""",
        "The network 'efficientnet-lite0' has no layer named '_blocks.0'.",
        "new LayerCam(furtherLayers: [\"_blocks.0\", \"nowhere\"])"
    )]
    [InlineData("layer-cam", """{"furtherLayers": 3}""", "The option 'furtherLayers' of 'layer-cam' needs a list of names; it is 3.", null)]
    [InlineData(
        "integrated-gradients",
        """{"steps": 0}""",
        "The option 'steps' of 'integrated-gradients' is 0; it goes from 1 to 1000.",
        null
    )]
    [InlineData("lrp", """{"composite": {"conv2d": "gama"}}""", "The composite has no rule 'gama' for 'conv2d'.", null)]
    [InlineData(
        "lrp",
        """{"composite": {"conv2d": "flat"}}""",
        null,
        "new Lrp(composite: Composite.Parse(JsonNode.Parse(\"\"\"{\"conv2d\":\"flat\"}\"\"\")!))"
    )]
    [InlineData("nope", null, "There is no method 'nope'.", null)]
    public async Task A_method_is_checked_without_doing_it(string method, string? options, string? problem, string? code)
    {
        MethodChecked seen = Assert.Single(
            (
                await kernel.RunAsync(new CheckMethod(method, Default, options is null ? null : JsonNode.Parse(options)!.AsObject()))
            ).Events.OfType<MethodChecked>()
        );

        Assert.Equal(code, seen.Code);
        Assert.Equal(problem is null, seen.Problem is null);
        Assert.StartsWith(problem ?? "", seen.Problem ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_cost_of_a_method_follows_its_options()
    {
        MethodChecked seen = Assert.Single(
            (
                await kernel.RunAsync(new CheckMethod("integrated-gradients", Default, new JsonObject { ["steps"] = 8 }))
            ).Events.OfType<MethodChecked>()
        );

        Assert.Equal((10, 8), (seen.Forwards, seen.Backwards));
    }

    [Fact]
    public async Task A_forward_pass_is_measured()
    {
        PaceMeasured pace = Assert.Single((await kernel.RunAsync(new MeasurePace(Default))).Events.OfType<PaceMeasured>());

        Assert.InRange(pace.SecondsPerForward, 1e-4, 30);
    }

    [Fact]
    public async Task The_catalogue_tells_all_that_the_cards_say_and_what_the_network_does_not_allow()
    {
        CatalogueProduced catalogue = Assert.Single((await kernel.RunAsync(new RequestCatalogue())).Events.OfType<CatalogueProduced>());
        using Network network = Network.EfficientNetLite0();

        Assert.All(catalogue.Methods, card =>
            Assert.All(new[] { card.Needs, card.Completeness, card.FailureModes, card.Bibtex, card.Group, card.Confidence }, text =>
                Assert.NotEmpty(text)
            )
        );
        Assert.Equal(
            Catalogue
                .Cards.Select(card => (card.Id, Why: Catalogue.Create(card.Id).Obstacle(network)))
                .Where(one => one.Why is not null)
                .ToDictionary(one => one.Id, one => one.Why!),
            catalogue.FindNetwork(null)!.Obstacles
        );
    }

    private static string Ids(MapsQueued queue) => string.Join(' ', queue.Maps.Select(map => map.Id));

    private async Task SteerAsync(string token, string making, Command[] steps)
    {
        foreach (Command step in steps)
            await kernel.Process.RunAsync(step);
        await kernel.Process.RunAsync(new CancelMap(token, making));
    }

    private Task<Answer> RunAsync(string[] methods) => kernel.RunAsync(new Explain(Chelsea, Default, null, [.. methods.Select(Choice)]));

    private static MapArtifact[] Maps(Answer answer) => [.. answer.Events.OfType<MapProduced>().Select(made => made.Map)];

    private static MethodChoice Choice(string method) => new(method, method);

    private static MethodChoice Slow(string id) => new(id, "integrated-gradients", new JsonObject { ["steps"] = 1000 });
}
