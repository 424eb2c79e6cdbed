using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using WhiteBoxLab.Web.Hubs;

namespace WhiteBoxLab.Web.Tests;

public sealed class LabHubTests(Lab lab)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_plain_client_receives_the_maps_as_they_are_made(bool messagePack)
    {
        await using HubClient client = await HubClient.ConnectAsync(lab.Address, messagePack);

        string run = await client.ExplainAsync("sample:chelsea", 282, "grad-cam", "fem", "saliency");
        PushedCompletion end = await client.EndAsync();

        Assert.Equal((run, 3, null), (end.Run, end.Maps, end.Halted));
        Assert.Equal(["fem", "grad-cam", "saliency"], client.Maps.Select(map => map.Method).Order());
        Assert.All(client.Maps, map =>
            Assert.Equal((run, 282, "tiger cat", map.Height * map.Width * 4), (map.Run, map.Target, map.Label, map.Values.Length))
        );
        Assert.All(client.Maps, map => Assert.Contains("\"map\":", map.Map, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Integrated_gradients_refine_before_they_are_done()
    {
        await using HubClient client = await HubClient.ConnectAsync(lab.Address, messagePack: true);

        await client.AskAsync<string>(
            "Explain",
            "sample:chelsea",
            null,
            282,
            new[] { "integrated-gradients" },
            """{"integrated-gradients":{"steps":24}}"""
        );
        await client.EndAsync();

        PushedProgress[] partial = [.. client.Progress.Where(step => step.Partial is not null)];
        Assert.NotEmpty(partial);
        Assert.All(partial, step => Assert.Equal(224 * 224 * 4, step.Partial!.Values.Length));
        Assert.Equal(24, client.Progress.Last().Total);
        Assert.Single(client.Maps);
    }

    [Fact]
    public async Task Two_runs_give_the_same_values()
    {
        await using HubClient one = await HubClient.ConnectAsync(lab.Address, messagePack: true),
            other = await HubClient.ConnectAsync(lab.Address, messagePack: true);

        await one.ExplainAsync("sample:coffee", null, "grad-cam");
        await other.ExplainAsync("sample:coffee", null, "grad-cam");
        await Task.WhenAll(one.EndAsync(), other.EndAsync());

        Assert.Equal(one.Maps.Single().Values, other.Maps.Single().Values);
        Assert.Equal("espresso", one.Maps.Single().Label);
    }

    [Fact]
    public async Task A_second_client_watches_what_the_first_began()
    {
        await using HubClient first = await HubClient.ConnectAsync(lab.Address, messagePack: true),
            second = await HubClient.ConnectAsync(lab.Address, messagePack: false);

        string run = await first.ExplainAsync("sample:china", null, "grad-cam", "integrated-gradients");
        string? state = await second.AskAsync<string?>("Watch", run);
        await second.EndAsync();

        Assert.Equal(run, JsonDocument.Parse(state!).RootElement.GetProperty("id").GetString());
        Assert.Contains(second.Maps, map => map.Method == "integrated-gradients");
    }

    [Fact]
    public async Task A_cancelled_run_stops_and_says_so()
    {
        await using HubClient client = await HubClient.ConnectAsync(lab.Address, messagePack: true);

        string run = await client.AskAsync<string>(
            "Explain",
            "sample:rocket",
            null,
            null,
            new[] { "integrated-gradients" },
            """{"integrated-gradients":{"steps":1000}}"""
        );
        while (client.Progress.IsEmpty)
            await Task.Delay(20, TestContext.Current.CancellationToken);
        await client.DoAsync("Cancel", run, null);
        PushedCompletion end = await client.EndAsync();

        Assert.Equal(0, end.Maps);
        Assert.True(client.Failures.Single().Cancelled);
    }

    [Theory]
    [InlineData("sample:dog", "grad-cam", "chelsea")]
    [InlineData("sample:chelsea", "no-such-method", "There is no method 'no-such-method'. There are ")]
    [InlineData("00000000000000000000000000000000.png", "grad-cam", "is gone from the lab's store. Choose it again.")]
    [InlineData("../../etc/passwd", "grad-cam", "is gone from the lab's store. Choose it again.")]
    public async Task What_cannot_be_explained_is_refused_with_a_sentence(string photo, string method, string says)
    {
        await using HubClient client = await HubClient.ConnectAsync(lab.Address, messagePack: true);
        string message;
        try
        {
            await client.ExplainAsync(photo, null, method);
            await client.EndAsync();
            message = client.Failures.Single().Message;
        }
        catch (HubException refused)
        {
            message = refused.Message;
        }

        Assert.Contains(says, message, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_class_that_the_network_does_not_have_is_refused_with_a_sentence()
    {
        await using HubClient client = await HubClient.ConnectAsync(lab.Address, messagePack: true);

        await client.ExplainAsync("sample:chelsea", 1000, "grad-cam");
        await client.EndAsync();

        Assert.Contains("999", client.Failures.Single().Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_catalogue_and_what_a_network_sees_can_be_asked()
    {
        await using HubClient client = await HubClient.ConnectAsync(lab.Address, messagePack: false);

        JsonElement catalogue = JsonDocument.Parse(await client.AskAsync<string>("Catalogue")).RootElement,
            seen = JsonDocument.Parse(await client.AskAsync<string>("Classify", "sample:chelsea", null, 3)).RootElement;

        Assert.Equal(1000, catalogue.GetProperty("networks")[0].GetProperty("labels").GetArrayLength());
        Assert.Equal("tiger cat", seen.GetProperty("predictions")[0].GetProperty("label").GetString());
        Assert.Equal(3, seen.GetProperty("predictions").GetArrayLength());
    }

    [Fact]
    public async Task Without_the_token_nobody_connects() =>
        await Assert.ThrowsAsync<HttpRequestException>(() => HubClient.ConnectAsync(lab.Address, messagePack: true, token: "wrong"));
}
