using System.Text.Json.Nodes;
using WhiteBoxLab.Protocol;
using Xunit;

namespace WhiteBoxLab.Kernel.Tests;

/// <summary>What users are told of a machine on which libtorch is wrong. The machine is made by its file of verdicts.</summary>
public sealed class MachineTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly string data = Directory.CreateTempSubdirectory("wbl-machine-").FullName;

    public void Dispose() => Directory.Delete(data, recursive: true);

    [Fact]
    public async Task A_map_is_the_same_where_a_convolution_is_gone_around_and_that_is_said_once()
    {
        (_, string first, string none) = await RunAsync("explain", "sample:chelsea", "--method", "saliency", "--json");
        Spoil(line => line.Contains(" conv2d 1x3x225x225", StringComparison.Ordinal), "PaddedChannels");

        (int code, string printed, string complaints) = await RunAsync("explain", "sample:chelsea", "--method", "saliency", "--json");

        JsonNode right = JsonNode.Parse(first)![0]!,
            map = JsonNode.Parse(printed)![0]!;
        Assert.Equal((0, ""), (code, none));
        Assert.Equal((double)right["score"]!, (double)map["score"]!, 1e-4);
        Assert.Equal((double)right["sum"]!, (double)map["sum"]!, 1e-3 * Math.Abs((double)right["maximum"]!) * 100);
        Assert.Empty(right["goneAround"]!.AsArray());
        Assert.Contains("taken with zeros up to 16 channels", (string)map["goneAround"]![0]!, StringComparison.Ordinal);
        Assert.Matches(
            @"^libtorch \S+ computes 1 of \d+ operations wrong on this processor \(.*\); the lab computes them in another way\. "
                + @"'doctor' tells which\.\n$",
            complaints
        );
    }

    [Fact]
    public async Task Verdicts_are_kept_for_the_next_run()
    {
        _ = await RunAsync("explain", "sample:chelsea", "--method", "grad-cam");
        string file = Assert.Single(Directory.GetFiles(Path.Combine(data, "machine")));
        string[] kept = await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken);

        _ = await RunAsync("explain", "sample:chelsea", "--method", "grad-cam");

        Assert.NotEmpty(kept);
        Assert.Equal(kept, await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken));
        Assert.Equal(kept.Length, kept.Select(line => line.Split(' ', 3)[2]).Distinct().Count());
    }

    [Fact]
    public async Task The_doctor_tells_the_machine_the_versions_and_what_was_tried()
    {
        (int code, string printed, string complaints) = await RunAsync("doctor");
        (_, string json, _) = await RunAsync("doctor", "--json");
        JsonNode found = JsonNode.Parse(json)!;

        Assert.Equal((0, ""), (code, complaints));
        Assert.Contains("with oneDNN", printed, StringComparison.Ordinal);
        Assert.Contains("efficientnet-lite0, float32 beside float64: scores", printed, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(data, "machine"), printed, StringComparison.Ordinal);
        Assert.Equal(0.0, (double)found["machine"]!["seconds"]!, 6); // all was kept
        Assert.All(["scores", "grad-cam", "lrp-epsilon-plus"], name => Assert.InRange((double)found["deviations"]![name]!, 0, 1e-4));
    }

    [Fact]
    public async Task A_cell_that_calls_libtorchs_convolutions_by_itself_is_told_where_they_are_wrong()
    {
        const string Own = "var y = torch.nn.functional.conv2d(torch.ones(1, 1, 3, 3), torch.ones(1, 1, 1, 1));";
        Answer before = await AskAsync(new SubmitCode(Own));
        Spoil(line => line.Contains(" conv2d 1x144x28x28", StringComparison.Ordinal), "OtherLayout");

        Answer own = await AskAsync(new SubmitCode(Own)),
            other = await AskAsync(new SubmitCode("1 + 1"));
        Answer report = await AskAsync(new RequestMachine());

        Assert.DoesNotContain("libtorch", before.PrintedAsError, StringComparison.Ordinal);
        Assert.Matches(
            @"^libtorch computes \d of 8 convolutions that were tried wrong on this processor, without a word\. "
                + @".*ONEDNN_MAX_CPU_ISA=AVX2.*\n$",
            own.PrintedAsError
        );
        Assert.Equal("", other.PrintedAsError);
        Assert.Contains(
            "taken in the other layout",
            string.Join(' ', report.Events.OfType<MachineReported>().Single().GoneAround),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Every_thread_of_a_kernel_has_the_share_that_was_given()
    {
        await using KernelProcess kernel = await StartAsync();
        _ = await ServedKernel.AskAsync(kernel, new SubmitCode("torch.get_num_threads()"));
        _ = await ServedKernel.AskAsync(kernel, new ShareThreads(1));
        Answer cell = await ServedKernel.AskAsync(kernel, new SubmitCode("torch.get_num_threads()")),
            thread =
                await ServedKernel.AskAsync(
                    kernel,
                    new SubmitCode("int count = 0; var t = new Thread(() => count = torch.get_num_threads()); t.Start(); t.Join(); count")
                );

        Assert.Equal(("1", "1"), (cell.Returned, thread.Returned));
    }

    /// <summary>Changes what was found about an operation.</summary>
    private void Spoil(Func<string, bool> chosen, string way)
    {
        string file = Assert.Single(Directory.GetFiles(Path.Combine(data, "machine")));
        string[] lines = File.ReadAllLines(file);
        int index = Array.FindIndex(lines, line => chosen(line));
        Assert.True(index >= 0, $"No such operation was tried: {string.Join('\n', lines)}");
        lines[index] = $"{way} 0.97 {lines[index].Split(' ', 3)[2]}";
        File.WriteAllLines(file, lines);
    }

    private async Task<Answer> AskAsync(Command command)
    {
        await using KernelProcess kernel = await StartAsync();
        return await ServedKernel.AskAsync(kernel, command);
    }

    private async Task<KernelProcess> StartAsync()
    {
        KernelProcess kernel = KernelProcess.Start(
            KernelStart.Serve(AppContext.BaseDirectory, Path.Combine(data, "artifacts")) with
            {
                Environment = new Dictionary<string, string> { [DataFolder.Variable] = data },
            }
        );
        await kernel.Ready.WaitAsync(Patience, TestContext.Current.CancellationToken);
        return kernel;
    }

    private Task<EndedVerb> RunAsync(params IReadOnlyList<string> words) =>
        ShellVerb.EndAsync(
            ShellVerb.Start(ShellVerb.Of(words) with { Environment = new Dictionary<string, string> { [DataFolder.Variable] = data } })
        );
}
