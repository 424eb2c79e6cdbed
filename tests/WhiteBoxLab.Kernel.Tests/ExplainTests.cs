using System.Text.Json.Nodes;
using TorchSharp;
using WhiteBoxLab.Protocol;
using Xunit;

namespace WhiteBoxLab.Kernel.Tests;

public sealed class ExplainTests(ServedKernel kernel) : IClassFixture<ServedKernel>
{
    private const string Chelsea = "sample:chelsea",
        Default = "efficientnet-lite0";
    private static readonly string[] Six = ["saliency", "integrated-gradients", "guided-backprop", "lrp-epsilon-plus", "grad-cam", "fem"];

    [Fact]
    public async Task Six_methods_give_six_maps_the_cheapest_first()
    {
        Answer answer = await kernel.RunAsync(
            new Explain(
                Chelsea,
                Default,
                null,
                [.. Six.Select(method => Choice(method, method == "integrated-gradients" ? Steps(8) : null))]
            )
        );

        MapProduced[] maps = [.. answer.Events.OfType<MapProduced>()];
        Assert.True(answer.Result.Succeeded, answer.Result.Message);
        Assert.Equal(Six.Order(), maps.Select(map => map.Id).Order());
        Assert.Equal("integrated-gradients", maps[^1].Id);
        Assert.Equal(
            maps.Select(map => map.Map.Forwards + map.Map.Backwards > 1.5),
            maps.Select(map => map.Map.Forwards + map.Map.Backwards > 1.5).Order()
        );
        Assert.All(maps, map => Assert.Equal((282, "tiger cat"), (map.Map.Target, map.Map.Label)));
        Assert.All(maps, map =>
            Assert.All(new[] { map.Map.Values, map.Map.Map, map.Map.Picture!, map.Map.Thumbnail!, map.Map.Input }, name =>
                Assert.NotNull(kernel.Artifacts.PathOf(name))
            )
        );
        Assert.Equal(nameof(CommandSucceeded), answer.Kinds[^1]);
    }

    [Fact]
    public async Task A_map_from_the_kernel_is_the_map_of_the_library()
    {
        MapArtifact map = Assert.Single((await ExplainAsync(Choice("lrp-epsilon-plus", null))).Events.OfType<MapProduced>()).Map;
        using Network network = Network.EfficientNetLite0();
        using Attribution own = network.Explain(
            Photo.Sample("chelsea"),
            new LrpEpsilonPlus(),
            282,
            cancellationToken: TestContext.Current.CancellationToken
        );

        using torch.Tensor values = Npy.Read(kernel.Artifacts.PathOf(map.Values)!),
            sum = Npy.Read(kernel.Artifacts.PathOf(map.Map)!);
        Assert.Equal([3, 224, 224], values.shape);
        Assert.Equal([224, 224], sum.shape);
        Assert.True(values.allclose(own.Values[0], 1e-4, 1e-6));
        Assert.True(sum.allclose(values.sum([0L]), 1e-4, 1e-5));
        Assert.Equal((own.TargetScores[0], own.Probabilities[0]), (map.Score, map.Probability));
        Assert.Equal("conservation", map.Check?.Kind);
    }

    [Fact]
    public async Task The_code_of_a_map_makes_the_same_map_in_a_cell()
    {
        MapArtifact map = Assert
            .Single((await ExplainAsync(Choice("grad-cam", new JsonObject { ["relu"] = true }))).Events.OfType<MapProduced>())
            .Map;
        Answer cell = await kernel.RunAsync(map.Code);

        MapProduced shown = Assert.Single(cell.Events.OfType<MapProduced>());
        Assert.Equal((map.Values, map.Map, map.Picture, map.Input), (shown.Map.Values, shown.Map.Map, shown.Map.Picture, shown.Map.Input));
        Assert.Equal(Assert.Single(cell.Events.OfType<ReturnValueProduced>()).ValueId, shown.Id);
        JsonArray maps = JsonNode.Parse(cell.Form<ReturnValueProduced>("application/vnd.whiteboxlab.maps+json")!)!.AsArray();
        Assert.Equal(map.Map, (string?)Assert.Single(maps)!["map"]);
        Assert.NotNull(cell.Form<ReturnValueProduced>("image/png"));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(64, false)]
    public async Task A_map_whose_sum_is_off_says_what_makes_it_finer(int steps, bool off)
    {
        MapArtifact map = Assert
            .Single((await ExplainAsync(Choice("integrated-gradients", Steps(steps)))).Events.OfType<MapProduced>())
            .Map;

        Assert.Equal((off, off), (map.Check!.Doubtful, map.Check.RelativeError > 0.05));
        Assert.Equal(off ? """{"steps":2}""" : null, map.Refinement?.ToJsonString());
    }

    [Fact]
    public async Task Several_maps_photos_and_figures_are_shown_by_a_cell()
    {
        Answer cell = await kernel.RunAsync(
            """
            var cat = Photo.Sample("chelsea");
            var lite = Network.EfficientNetLite0();
            var two = new[] { lite.Explain(cat, new GradCam()), lite.Explain(cat, new Fem()) };
            display(cat);
            display(Heatmap.Paint(two[0]));
            display(Figure.SideBySide(two));
            display(two);
            lite.Classify(cat)
            """
        );

        Assert.True(cell.Result.Succeeded, cell.Result.Message);
        Assert.Equal(
            ["image/png", "image/png", "image/png", "application/vnd.whiteboxlab.maps+json"],
            cell.Events.OfType<DisplayedValueProduced>().Select(shown => shown.FormattedValues[0].MimeType)
        );
        Assert.Equal(2, cell.Events.OfType<MapProduced>().Count());
        Assert.Contains("<td>tiger cat</td>", cell.Form<ReturnValueProduced>("text/html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Integrated_gradients_refine_as_their_steps_go()
    {
        Answer answer = await ExplainAsync(Choice("integrated-gradients", Steps(32)));

        MapProgressed[] progress = [.. answer.Events.OfType<MapProgressed>()];
        Assert.NotEmpty(progress);
        Assert.All(progress, one => Assert.Equal(32, one.Total));
        Assert.Equal(progress.Select(one => one.Done).Order(), progress.Select(one => one.Done));
        Assert.All(progress, one => Assert.NotNull(kernel.Artifacts.PathOf(one.Partial!.Map)));
        Assert.Equal((282, 224, 224), (progress[0].Partial!.Target, progress[0].Partial!.Height, progress[0].Partial!.Width));
    }

    [Fact]
    public async Task A_cancelled_run_tells_each_map_and_then_ends()
    {
        using CancellationTokenSource stop = new();
        List<Event> events = [];
        Explain explain = new(
            Chelsea,
            Default,
            null,
            [new MethodChoice("a", "integrated-gradients", Steps(1000)), new MethodChoice("b", "integrated-gradients", Steps(900))]
        );
        CommandResult result = await kernel.Process.RunAsync(
            explain,
            one =>
            {
                events.Add(one);
                if (one is MapProgressed)
                    stop.Cancel();
            },
            stop.Token
        );

        Assert.True(result.Cancelled, result.Message);
        MapFailed[] failed = [.. events.OfType<MapFailed>()];
        Assert.Equal(["a", "b"], failed.Select(one => one.Id).Order());
        Assert.All(failed, one => Assert.True(one.Cancelled));
        Assert.InRange(failed.Single(one => one.Id == "b").Done, 1, 899);
        Assert.IsType<CommandFailed>(events[^1]);
    }

    [Fact]
    public async Task Runs_take_turns_and_a_classification_goes_between()
    {
        using CancellationTokenSource stop = new();
        TaskCompletionSource begun = new();
        Task<CommandResult> slow = kernel.Process.RunAsync(
            new Explain(
                Chelsea,
                Default,
                null,
                [new MethodChoice("a", "integrated-gradients", Steps(16)), new MethodChoice("b", "integrated-gradients", Steps(1000))]
            ),
            one => begun.TrySetResult(),
            stop.Token
        );
        await begun.Task.WaitAsync(Patience.Long, TestContext.Current.CancellationToken);
        Task<Answer> quick = ExplainAsync(Choice("fem", null)),
            look = kernel.RunAsync(new Classify(Chelsea, Default, 1));

        Assert.True((await quick).Result.Succeeded);
        Assert.True((await look).Result.Succeeded);
        Assert.False(slow.IsCompleted);
        await stop.CancelAsync();
        Assert.True((await slow).Cancelled);
    }

    [Fact]
    public async Task A_cell_runs_while_a_photo_is_explained()
    {
        using CancellationTokenSource stop = new();
        Task<CommandResult> explained = kernel.Process.RunAsync(
            new Explain(Chelsea, Default, null, [Choice("integrated-gradients", Steps(1000))]),
            null,
            stop.Token
        );
        Answer cell = await kernel.RunAsync("1 + 1");

        Assert.Equal("2", cell.Returned);
        Assert.False(explained.IsCompleted);
        await stop.CancelAsync();
        Assert.True((await explained).Cancelled);
    }

    [Fact]
    public async Task A_photo_is_classified()
    {
        PhotoClassified seen = Assert.Single((await kernel.RunAsync(new Classify(Chelsea, Default, 5))).Events.OfType<PhotoClassified>());

        Assert.Equal((451, 300, 94, 19, 262, 262), (seen.Width, seen.Height, seen.CropLeft, seen.CropTop, seen.CropWidth, seen.CropHeight));
        Assert.Equal((282, "tiger cat"), (seen.Predictions[0].Class, seen.Predictions[0].Label));
        Assert.Equal(5, seen.Predictions.Count);
        Assert.Equal((224, 224), Size(seen.Input));
        Assert.Equal((451, 300), Size(seen.Preview));
    }

    [Fact]
    public async Task The_catalogue_lists_methods_with_options_and_the_network_with_layers()
    {
        CatalogueProduced catalogue = Assert.Single((await kernel.RunAsync(new RequestCatalogue())).Events.OfType<CatalogueProduced>());

        Assert.Equal(Catalogue.Cards.Select(card => card.Id), catalogue.Methods.Select(method => method.Id));
        Assert.Empty(Six.Except(catalogue.Methods.Select(method => method.Id)));
        Assert.Contains(catalogue.Methods.Single(method => method.Id == "integrated-gradients").Options, option =>
            option is { Name: "steps", Type: "integer", Minimum: 1, Maximum: 1000 }
        );
        NetworkCard network = Assert.Single(catalogue.Networks);
        Assert.Equal((network, network, null), (catalogue.FindNetwork(null), catalogue.FindNetwork(Default), catalogue.FindNetwork("vgg")));
        Assert.Equal("Network.EfficientNetLite0()", network.Code);
        Assert.Equal((Default, 1000, 1000, 224), (network.Name, network.Classes, network.Labels.Count, network.InputWidth));
        Assert.Contains(network.Layers, layer => layer.Name == network.DefaultLayer);
    }

    [Theory]
    [InlineData("sample:nope", Default, null, "There is no sample photo 'nope'.")]
    [InlineData("/no/such/photo.png", Default, null, "The photo '/no/such/photo.png' is gone from the lab's store. Choose it again.")]
    [InlineData(
        Chelsea,
        "vgg",
        null,
        "There is no network 'vgg'. There is efficientnet-lite0, or any folder with network.json and weights.safetensors."
    )]
    [InlineData(Chelsea, Default, 1000, "'efficientnet-lite0' has the classes 0 to 999; there is no class 1000.")]
    public async Task What_stands_in_the_way_of_all_maps_is_told_for_each_and_for_the_run(
        string photo,
        string network,
        int? target,
        string sentence
    )
    {
        Answer answer = await kernel.RunAsync(new Explain(photo, network, target, [Choice("fem", null), Choice("grad-cam", null)]));

        Assert.StartsWith(sentence, answer.Result.Message, StringComparison.Ordinal);
        Assert.Equal([answer.Result.Message, answer.Result.Message], answer.Events.OfType<MapFailed>().Select(one => one.Message));
    }

    [Fact]
    public async Task What_stands_in_the_way_of_one_map_leaves_the_others()
    {
        Answer answer = await ExplainAsync(
            Choice("nope", null),
            new MethodChoice("b", "grad-cam", new JsonObject { ["layer"] = "nowhere" }),
            new MethodChoice("c", "integrated-gradients", Steps(0)),
            Choice("fem", null)
        );

        Dictionary<string, string> failed = answer.Events.OfType<MapFailed>().ToDictionary(one => one.Id, one => one.Message);
        Assert.StartsWith("There is no method 'nope'. There are ", failed["nope"], StringComparison.Ordinal);
        Assert.StartsWith("The network 'efficientnet-lite0' has no layer named 'nowhere'.", failed["b"], StringComparison.Ordinal);
        Assert.Equal("The option 'steps' of 'integrated-gradients' is 0; it goes from 1 to 1000.", failed["c"]);
        Assert.Equal("fem", Assert.Single(answer.Events.OfType<MapProduced>()).Id);
        Assert.True(answer.Result.Succeeded);
    }

    [Fact]
    public async Task A_file_that_is_no_picture_is_told()
    {
        string name = kernel.Artifacts.Put("hello"u8, "png");
        Answer answer = await kernel.RunAsync(new Classify(name, Default, 1));

        Assert.StartsWith("This file is not a picture we can read", answer.Result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_photo_is_named_as_an_artifact_and_never_by_a_path()
    {
        string name = kernel.Artifacts.Put(Photo.Sample("coffee").EncodePng(), "png"),
            path = kernel.Artifacts.PathOf(name)!;

        Answer byName = await kernel.RunAsync(new Explain(name, Default, null, [Choice("fem", null)]));
        Answer byPath = await kernel.RunAsync(new Classify(path, Default, 1));

        MapArtifact map = Assert.Single(byName.Events.OfType<MapProduced>()).Map;
        Assert.Equal("espresso", map.Label);
        Assert.StartsWith($"var photo = Photo.Open(\"{path}\");", map.Code, StringComparison.Ordinal);
        Assert.Equal($"The photo '{path}' is gone from the lab's store. Choose it again.", byPath.Result.Message);
    }

    private Task<Answer> ExplainAsync(params MethodChoice[] choices) => kernel.RunAsync(new Explain(Chelsea, Default, 282, choices));

    private static MethodChoice Choice(string method, JsonObject? options) => new(method, method, options);

    private static JsonObject Steps(int steps) => new() { ["steps"] = steps };

    private (int, int) Size(string artifact) =>
        Photo.Open(kernel.Artifacts.PathOf(artifact)!) is var photo ? (photo.Width, photo.Height) : default;
}
