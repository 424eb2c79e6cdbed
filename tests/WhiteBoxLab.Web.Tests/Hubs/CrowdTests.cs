using System.Globalization;
using WhiteBoxLab.Web.Explorer;
using WhiteBoxLab.Web.Hubs;

namespace WhiteBoxLab.Web.Tests;

public sealed class CrowdTests(Lab lab)
{
    private const int Visitors = 30,
        Warmup = 18 * Visitors; // live tensors rise for some hundred runs before they stay the same; what holds them has not been traced

    [Fact]
    public async Task Thirty_visitors_at_once_all_get_their_map() => await RunAsync(Visitors);

    /// <summary>The long one, by tests/load.sh: prints memory and live tensors as it goes.</summary>
    [Fact, Trait("for", "load.sh")]
    public async Task Memory_stays_flat_over_a_thousand_runs()
    {
        int runs = int.Parse(Environment.GetEnvironmentVariable("RUNS") ?? "1000", CultureInfo.InvariantCulture);
        await using HubClient watch = await HubClient.ConnectAsync(lab.Address, messagePack: true);
        await RunAsync(Warmup);
        PushedHealth first = await ReportAsync(watch, Warmup);
        PushedHealth last = first;
        for (int done = Warmup; done < runs; done += 3 * Visitors)
        {
            await RunAsync(3 * Visitors);
            last = await ReportAsync(watch, done + (3 * Visitors));
        }

        Assert.Equal(first.Process, last.Process);
        Assert.Equal(first.LiveTensors, last.LiveTensors);
        Assert.True(
            last.KernelMegabytes < first.KernelMegabytes * 1.2,
            $"The kernel has grown from {first.KernelMegabytes:0} to {last.KernelMegabytes:0} MB."
        );
    }

    private async Task RunAsync(int runs)
    {
        for (int i = 0; i < runs; i += Visitors)
        {
            HubClient[] visitors = await Task.WhenAll(
                Enumerable.Range(0, Visitors).Select(_ => HubClient.ConnectAsync(lab.Address, messagePack: true))
            );
            await Task.WhenAll(
                visitors.Select(
                    (visitor, place) =>
                        visitor.ExplainAsync($"sample:{SamplePhotos.All[place % SamplePhotos.All.Count].Name}", null, "grad-cam")
                )
            );
            PushedCompletion[] ends = await Task.WhenAll(visitors.Select(visitor => visitor.EndAsync()));

            Assert.All(ends, end => Assert.Equal(1, end.Maps));
            Assert.All(visitors, visitor => Assert.Equal(7 * 7 * 4, visitor.Maps.Single().Values.Length));
            foreach (HubClient visitor in visitors)
                await visitor.DisposeAsync();
        }
    }

    private static async Task<PushedHealth> ReportAsync(HubClient watch, int done)
    {
        PushedHealth health = await watch.AskAsync<PushedHealth>("Health");
        TestContext.Current.TestOutputHelper!.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{done, 5} runs   kernel {health.KernelMegabytes, 6:0} MB   {health.LiveTensors, 5} tensors   web "
                    + $"{health.WebMegabytes, 5:0} MB"
            )
        );
        return health;
    }
}
