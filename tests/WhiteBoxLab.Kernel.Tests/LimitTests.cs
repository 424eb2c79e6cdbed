using System.Net;
using System.Net.Sockets;
using WhiteBoxLab.Protocol;
using Xunit;

namespace WhiteBoxLab.Kernel.Tests;

public sealed class LimitTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("wbl-limits-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("var hog = new List<byte[]>(); while (true) hog.Add(GC.AllocateArray<byte>(8 << 20));", "System.OutOfMemoryException")]
    [InlineData("var hog = new List<torch.Tensor>(); while (true) hog.Add(torch.ones(8 << 20));", "allocate memory")]
    [InlineData("List<torch.Tensor> hog = [torch.ones(1L << 40)];", "allocate memory")]
    public async Task A_cell_that_wants_too_much_memory_gets_an_exception_and_the_kernel_lives(string code, string said)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Memory is limited on Linux only.");
        await using KernelProcess kernel = await StartAsync(new KernelLimits(1024));
        await RunAsync(kernel, "var kept = 5; torch.ones(3).sum().item<float>()");
        Answer answer = await RunAsync(kernel, code);

        Assert.Contains(said, answer.Result.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            "This kernel may use 1,024 MB of memory. Let go of what you do not need (x = null, x.Dispose()), or have the limit "
                + "raised (Lab:KernelMemory).",
            answer.Result.Message,
            StringComparison.Ordinal
        );
        Assert.True((await RunAsync(kernel, "hog = null;")).Result.Succeeded);
        Assert.Equal("6", (await RunAsync(kernel, "kept + 1")).Returned);
        Assert.Equal("at most 1,024 MB of memory; no sandbox", (await kernel.Ready).KernelInfos[0].Description);
    }

    [Fact]
    public async Task A_share_of_the_threads_holds_from_the_next_cell_on()
    {
        await using KernelProcess kernel = await StartAsync(KernelLimits.None);
        await RunAsync(kernel, new ShareThreads(1));
        Assert.Equal("1", (await RunAsync(kernel, "torch.get_num_threads()")).Returned);
        await RunAsync(kernel, new ShareThreads(2));

        Assert.Equal("2", (await RunAsync(kernel, "torch.get_num_threads()")).Returned);
        Assert.Equal(
            "A kernel cannot work with 0 threads. Give it 1 or more.",
            (await RunAsync(kernel, new ShareThreads(0))).Result.Message
        );
    }

    [Fact]
    public async Task A_sandbox_has_no_network_no_other_notebook_and_no_secret()
    {
        Assert.SkipWhen(KernelSandbox.Obstacle() is not null, KernelSandbox.Obstacle() ?? "");
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        string own = Path.Combine(folder, "own"),
            other = Path.Combine(folder, "other", "secret.txt"),
            beside = Path.Combine(own, "beside.ipynb");
        Directory.CreateDirectory(own);
        Directory.CreateDirectory(Path.GetDirectoryName(other)!);
        await File.WriteAllTextAsync(other, "secret", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(beside, "{}", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(own, "data.csv"), "1,2", TestContext.Current.CancellationToken);
        Environment.SetEnvironmentVariable("WBL_TEST_SECRET", "hush");
        await using KernelProcess kernel = await StartAsync(new KernelLimits(2048, Sandbox(own)), own);

        async Task<string?> Ask(string code) =>
            (await RunAsync(kernel, code)) is var answer && answer.Result.Succeeded ? answer.Returned : answer.Result.Message;

        Assert.Equal("3", await Ask("torch.ones(3).sum().item<float>()"));
        Assert.Equal(own, await Ask("Environment.CurrentDirectory"));
        Assert.Equal("1,2", await Ask("File.WriteAllText(\"made.txt\", \"x\"); File.ReadAllText(\"data.csv\")"));
        Assert.Equal("1,2,3", await Ask("File.WriteAllText(\"data.csv\", \"1,2,3\"); File.ReadAllText(\"data.csv\")"));
        Assert.Equal("1,2,3", await File.ReadAllTextAsync(Path.Combine(own, "data.csv"), TestContext.Current.CancellationToken));
        Assert.Equal("False", await Ask($"File.Exists(\"{other}\")"));
        Assert.Equal("False", await Ask($"File.Exists(\"{beside}\")"));
        Assert.Equal("null", await Ask("Environment.GetEnvironmentVariable(\"WBL_TEST_SECRET\")"));
        Assert.Equal(
            "False",
            await Ask("Environment.GetEnvironmentVariables().Values.Cast<string>().Any(value => value.Contains(\"hush\"))")
        );
        Assert.Equal(
            "0",
            await Ask(
                "Directory.GetDirectories(\"/proc\").Select(Path.GetFileName).Where(name => int.TryParse(name, out "
                    + "_)).Count(name => File.ReadAllText($\"/proc/{name}/cmdline\").Contains(\"WhiteBoxLab.Kernel.Tests\\0\"))"
            )
        );
        Assert.Contains(
            "SocketException",
            await Ask($"new System.Net.Sockets.TcpClient(\"127.0.0.1\", {((IPEndPoint)listener.LocalEndpoint).Port}).Connected"),
            StringComparison.Ordinal
        );
        Assert.Equal(
            "True",
            await Ask(
                "try { File.WriteAllText(\"/usr/x\", \"\"); return false; } catch (Exception e) when (e is IOException or "
                    + "UnauthorizedAccessException) { return true; }"
            )
        );
        Assert.StartsWith(
            "at most 2,048 MB of memory; a sandbox without network",
            (await kernel.Ready).KernelInfos[0].Description,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_sandbox_shows_of_its_folder_what_is_no_notebook_also_of_what_comes_later()
    {
        Assert.SkipWhen(KernelSandbox.Obstacle() is not null, KernelSandbox.Obstacle() ?? "");
        string own = Path.Combine(folder, "shelf");
        foreach (
            string file in new[]
            {
                "a.ipynb",
                "b.dib",
                ".c.ipynb.tmp",
                "data/x.csv",
                "others/deep/d.ipynb",
                "others/their.csv",
                "table.csv",
            }
        )
            Write(Path.Combine(own, file), "secret");
        Write(Path.Combine(folder, "outside.txt"), "secret");
        File.CreateSymbolicLink(Path.Combine(own, "link.txt"), Path.Combine(folder, "outside.txt"));
        await using (KernelProcess kernel = await StartAsync(new KernelLimits(null, Sandbox(own)), own))
        {
            Write(Path.Combine(own, "later.ipynb"), "secret");
            Assert.Equal(
                "data, table.csv",
                (
                    await RunAsync(
                        kernel,
                        "string.Join(\", \", Directory.EnumerateFileSystemEntries(\".\").Select(Path.GetFileName).Order())"
                    )
                ).Returned
            );
            Assert.Equal("False", (await RunAsync(kernel, "File.Exists(\"later.ipynb\")")).Returned);
            Assert.Equal(
                "x.csv",
                (
                    await RunAsync(
                        kernel,
                        "File.WriteAllText(\"made.txt\", \"mine\"); File.Move(\"made.txt\", \"moved.txt\"); "
                            + "Path.GetFileName(Directory.GetFiles(\"data\").Single())"
                    )
                ).Returned
            );
        }
        Assert.False(File.Exists(Path.Combine(own, "moved.txt")));
        File.Delete(Path.Combine(own, "table.csv"));
        await using KernelProcess second = await StartAsync(new KernelLimits(null, Sandbox(own)), own);

        Assert.Equal(
            "data, moved.txt",
            (
                await RunAsync(second, "string.Join(\", \", Directory.EnumerateFileSystemEntries(\".\").Select(Path.GetFileName).Order())")
            ).Returned
        );
        Assert.Equal("mine", (await RunAsync(second, "File.ReadAllText(\"moved.txt\")")).Returned);
    }

    [Fact]
    public async Task A_link_that_a_cell_made_does_not_lead_out_of_the_next_sandbox()
    {
        Assert.SkipWhen(KernelSandbox.Obstacle() is not null, KernelSandbox.Obstacle() ?? "");
        string own = Path.Combine(folder, "linked"),
            outside = Path.Combine(folder, "outside.txt");
        Write(Path.Combine(own, "data/x.csv"), "1");
        Write(outside, "secret");
        await using (KernelProcess kernel = await StartAsync(new KernelLimits(null, Sandbox(own)), own))
            await RunAsync(
                kernel,
                $"File.CreateSymbolicLink(\"new.txt\", \"{outside}\"); File.CreateSymbolicLink(\"data/in.txt\", \"{outside}\");"
            );
        Write(Path.Combine(own, "new.txt"), "real");
        await using KernelProcess second = await StartAsync(new KernelLimits(null, Sandbox(own)), own);

        Assert.Equal("real", (await RunAsync(second, "File.ReadAllText(\"new.txt\")")).Returned);
        Assert.False((await RunAsync(second, "File.ReadAllText(\"data/in.txt\")")).Result.Succeeded);
        Assert.Equal("secret", await File.ReadAllTextAsync(outside, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_kernel_in_a_sandbox_is_stopped_and_dies_like_any_other()
    {
        Assert.SkipWhen(KernelSandbox.Obstacle() is not null, KernelSandbox.Obstacle() ?? "");
        await using KernelProcess kernel = await StartAsync(new KernelLimits(null, Sandbox(folder)), folder);
        TaskCompletionSource on = new();
        using CancellationTokenSource stop = new();
        Task<CommandResult> cell = kernel.RunAsync(
            new SubmitCode("Console.Write(1); while (true) { }"),
            one =>
            {
                if (one is StandardOutputValueProduced)
                    on.TrySetResult();
            },
            stop.Token
        );
        await on.Task.WaitAsync(Patience.Long, TestContext.Current.CancellationToken);
        await stop.CancelAsync();
        Assert.Equal(
            (true, null),
            ((await cell.WaitAsync(Patience.Long, TestContext.Current.CancellationToken)).Cancelled, (await cell).Death)
        );

        Answer last = await RunAsync(kernel, "Environment.FailFast(\"enough\");");
        Assert.Equal(134, last.Result.Death?.ExitCode);
        Assert.EndsWith("It said: Process terminated. enough", last.Result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kernel_in_a_sandbox_outlives_the_thread_that_started_it()
    {
        Assert.SkipWhen(KernelSandbox.Obstacle() is not null, KernelSandbox.Obstacle() ?? "");
        KernelProcess? started = null;
        Thread starter = new(() => (started = Start(new KernelLimits(null, Sandbox(folder)), folder)).Ready.GetAwaiter().GetResult());
        starter.Start();
        starter.Join();
        await using KernelProcess kernel = started!;

        Assert.Equal("2", (await RunAsync(kernel, "1 + 1")).Returned);
    }

    [Fact]
    public void Too_little_memory_is_refused() =>
        Assert.StartsWith(
            "A kernel of 100 MB cannot start. Give it 512 MB or more.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new KernelLimits(100).Apply(new KernelStart("x", []))).Message,
            StringComparison.Ordinal
        );

    private KernelSandbox Sandbox(string home) =>
        new(new SandboxHome(home, Path.Combine(folder, "room")), [Path.Combine(folder, "artifacts")]);

    private static void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    private async Task<KernelProcess> StartAsync(KernelLimits limits, string? directory = null)
    {
        KernelProcess kernel = Start(limits, directory);
        await kernel.Ready.WaitAsync(Patience.Long);
        return kernel;
    }

    private KernelProcess Start(KernelLimits limits, string? directory) =>
        KernelProcess.Start(
            limits.Apply(
                KernelStart.Serve(AppContext.BaseDirectory, Path.Combine(folder, "artifacts")) with
                {
                    WorkingDirectory = directory,
                }
            )
        );

    private static Task<Answer> RunAsync(KernelProcess kernel, string code) => ServedKernel.AskAsync(kernel, new SubmitCode(code));

    private static Task<Answer> RunAsync(KernelProcess kernel, Command command) => ServedKernel.AskAsync(kernel, command);
}
