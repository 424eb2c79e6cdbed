using WhiteBoxLab.Protocol;
using Xunit;

namespace WhiteBoxLab.Kernel.Tests;

/// <summary>What a kernel in a sandbox finds in it, and how much of it there is.</summary>
public sealed class SandboxTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("wbl-sandbox-").FullName;
    private KernelProcess? kernel;

    private string Own => Path.Combine(folder, "own");

    public async ValueTask InitializeAsync()
    {
        if (KernelSandbox.Obstacle() is not null)
            return;
        Environment.SetEnvironmentVariable("WBL_TEST_SECRET", "hush-of-the-lab");
        foreach (string file in new[] { ".vscode/tasks.json", ".env", "data/x.csv", "data/.git/config" })
            Write(Path.Combine(Own, file), "theirs");
        Write(Path.Combine(folder, "store", "theirs.png"), "theirs");
        KernelSandbox sandbox = new(new SandboxHome(Own, Path.Combine(folder, "home")), []) { Readable = [Path.Combine(folder, "store")] };
        KernelStart start = KernelStart.Serve(AppContext.BaseDirectory, sandbox.Home.Artifacts) with { WorkingDirectory = Own };
        kernel = KernelProcess.Start(new KernelLimits(1024, sandbox).Apply(start));
        await kernel.Ready.WaitAsync(Patience.Long);
    }

    public async ValueTask DisposeAsync()
    {
        await (kernel?.DisposeAsync() ?? ValueTask.CompletedTask);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task No_process_of_its_tree_carries_the_labs_environment() =>
        Assert.Equal(
            "0",
            await AskAsync(
                """
                bool Tells(string process)
                {
                    try { return File.ReadAllText($"{process}/environ").Contains("hush-of-" + "the-lab"); }
                    catch (Exception e) when (e is IOException or UnauthorizedAccessException) { return false; }
                }
                Directory.GetDirectories("/proc").Where(one => int.TryParse(Path.GetFileName(one), out _)).Count(Tells)
                """
            )
        );

    [Fact]
    public async Task What_begins_with_a_dot_is_not_seen_beside_notebooks_and_elsewhere_only_read()
    {
        Assert.Equal("False", await AskAsync("File.Exists(\".env\") || Directory.Exists(\".vscode\")"));
        Assert.Equal(
            "1",
            await AskAsync(
                "File.WriteAllText(\".profile\", \"mine\"); Directory.CreateDirectory(\".vscode\"); "
                    + "File.WriteAllText(\".vscode/tasks.json\", \"mine\"); 1"
            )
        );
        Assert.Equal("theirs", await AskAsync("File.ReadAllText(\"data/.git/config\")"));
        Assert.Equal("True", await AskAsync(Refused("File.WriteAllText(\"data/.git/config\", \"mine\")")));
        Assert.Equal("1", await AskAsync("File.WriteAllText(\"data/x.csv\", \"mine\"); 1"));

        Assert.False(File.Exists(Path.Combine(Own, ".profile")));
        Assert.Equal(
            ["theirs", "theirs", "mine"],
            new[] { ".vscode/tasks.json", "data/.git/config", "data/x.csv" }.Select(file => File.ReadAllText(Path.Combine(Own, file)))
        );
    }

    [Fact]
    public async Task Artifacts_of_others_are_read_and_not_written()
    {
        string theirs = Path.Combine(folder, "store", "theirs.png");

        Assert.Equal("theirs", await AskAsync($"File.ReadAllText(\"{theirs}\")"));
        Assert.Equal("True", await AskAsync(Refused($"File.WriteAllText(\"{theirs}\", \"mine\")")));
        Assert.Equal("True", await AskAsync(Refused($"File.Delete(\"{theirs}\")")));
    }

    [Fact]
    public async Task Files_in_memory_on_disk_and_processes_are_limited_and_the_kernel_lives()
    {
        const string fill = "using (var file = File.Create(\"/dev/shm/x\")) for (int i = 0; i < 100; i++) file.Write(new byte[8 << 20])";

        Assert.Equal("True", await AskAsync(Refused(fill)));
        Assert.Equal("1", await AskAsync("File.Delete(\"/dev/shm/x\"); 1"));
        Assert.Equal("True", await AskAsync(Refused(fill.Replace("/dev/shm", "/tmp", StringComparison.Ordinal))));
        Assert.Equal("True", await AskAsync(Refused("File.WriteAllText(\"/dev/x\", \"\")")));
        Assert.Equal(
            "True",
            await AskAsync(
                Refused(
                    "using (var file = File.OpenHandle(\"long\", FileMode.Create, FileAccess.Write)) RandomAccess.Write(file, "
                        + "new byte[] { 1 }, 5L << 30)"
                )
            )
        );
        Assert.Equal(
            "1000 4294967296",
            await AskAsync(
                """
                string[] limits = File.ReadAllLines("/proc/self/limits");
                string Most(string what) => limits.Single(line => line.StartsWith(what))[26..].Trim().Split(' ')[0];
                $"{Most("Max processes")} {Most("Max file size")}"
                """
            )
        );
    }

    private async Task<string?> AskAsync(string code)
    {
        Assert.SkipWhen(kernel is null, KernelSandbox.Obstacle() ?? "");
        Answer answer = await ServedKernel.AskAsync(kernel, new SubmitCode(code));
        return answer.Result.Succeeded ? answer.Returned : answer.Result.Message;
    }

    private static string Refused(string code) =>
        // the last: too long a file
        $"try {{ {code}; return false; }} catch (Exception e) when (e is IOException or UnauthorizedAccessException or "
        + $"ArgumentOutOfRangeException) {{ return true; }}";

    private static void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
