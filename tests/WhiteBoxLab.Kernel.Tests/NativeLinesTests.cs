using System.Diagnostics;
using System.Text.Json.Nodes;
using WhiteBoxLab.Protocol;
using Xunit;

namespace WhiteBoxLab.Kernel.Tests;

/// <summary>
/// What native libraries print is nobody's answer. Where these variables say so, on every machine, OpenMP's library prints its settings on
/// descriptor 2 when it is loaded, and oneDNN each operation on 1.
/// </summary>
public sealed class NativeLinesTests : IDisposable
{
    private const string OpenMp = "OPENMP DISPLAY ENVIRONMENT BEGIN",
        OneDnn = "onednn_verbose";
    private const string Elsewhere = "Elsewhere the lines stay where they are.";

    private readonly string folder = Directory.CreateTempSubdirectory("wbl-native-").FullName;

    private static Dictionary<string, string> Printing => new() { ["OMP_DISPLAY_ENV"] = "true", ["ONEDNN_VERBOSE"] = "1" };

    private string[] Logs => Directory.Exists(At("logs")) ? Directory.GetFiles(At("logs")) : [];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("explain", "sample:chelsea", "--method", "grad-cam", "--json")]
    [InlineData("list", "layers", "--json")]
    public async Task They_spoil_no_answer_of_a_verb_and_are_kept(params string[] words)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), Elsewhere);
        EndedVerb verb = await ShellVerb.EndAsync(Start(Printing, words));

        Assert.Equal((0, ""), (verb.Code, verb.Complaints));
        Assert.NotEmpty(JsonNode.Parse(verb.Printed)!.AsArray());
        string kept = await File.ReadAllTextAsync(Assert.Single(Logs), TestContext.Current.CancellationToken);
        Assert.Contains(OpenMp, kept, StringComparison.Ordinal);
        Assert.Equal(words[0] == "explain", kept.Contains(OneDnn, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_notebook_that_is_run_shows_none_of_descriptor_2()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "It needs the C library under this name.");
        string notebook = Notebook("var one = TorchSharp.torch.ones(1);", Writing("a native line"));
        await File.WriteAllTextAsync(At("n.ipynb"), notebook, TestContext.Current.CancellationToken);
        EndedVerb verb = await ShellVerb.EndAsync(
            Start(Printing, "run", At("n.ipynb"), "-o", At("out.ipynb"), "--artifacts", At("artifacts"))
        );

        JsonNode run = JsonNode.Parse(await File.ReadAllTextAsync(At("out.ipynb"), TestContext.Current.CancellationToken))!;
        Assert.Equal((0, ""), (verb.Code, verb.Complaints));
        Assert.DoesNotContain(OpenMp, verb.Printed, StringComparison.Ordinal);
        Assert.All(run["cells"]!.AsArray(), cell => Assert.Empty(cell!["outputs"]!.AsArray()));
    }

    [Fact]
    public async Task The_last_of_them_are_shown_when_a_signal_ends_the_verb()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), Elsewhere);
        const string Steps = """{"integrated-gradients":{"steps":1000}}""";
        Process process = Start(Printing, "explain", "sample:chelsea", "--method", "grad-cam,integrated-gradients", "--options", Steps);
        await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken); // Grad-CAM is there, the long one has begun
        process.Kill();
        EndedVerb verb = await ShellVerb.EndAsync(process);

        string[] shown = verb.Complaints.Split('\n');
        Assert.Equal(137, verb.Code);
        Assert.Equal([Last(Assert.Single(Logs)), .. File.ReadLines(Logs[0]).TakeLast(20), ""], shown);
        Assert.StartsWith(OneDnn, shown[^2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task So_are_the_words_of_a_library_that_ends_the_process_itself()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), Elsewhere);
        EndedVerb verb = await ShellVerb.EndAsync(Start(Hook(StartupHook.Abort), "list", "layers"));

        Assert.Equal(134, verb.Code);
        Assert.StartsWith($"{Last(Assert.Single(Logs))}\n{StartupHook.Sentence}\n", verb.Complaints, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exception_that_nobody_caught_is_told_in_full()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), Elsewhere);
        EndedVerb verb = await ShellVerb.EndAsync(Start(Hook(StartupHook.Exception), "list", "layers"));

        string told = $"Unhandled exception. System.InvalidOperationException: {StartupHook.Sentence}\n   at StartupHook.";
        Assert.Equal(134, verb.Code);
        Assert.StartsWith(told, verb.Complaints, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_verb_without_any_leaves_no_file()
    {
        EndedVerb verb = await ShellVerb.EndAsync(Start([], "list", "methods"));

        Assert.Equal((0, ""), (verb.Code, verb.Complaints));
        Assert.Empty(Logs);
    }

    [Fact]
    public async Task A_terminal_still_has_its_bar_and_none_of_them()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "It needs the program script, which makes a terminal.");
        KernelStart verb = ShellVerb.Of("explain", "sample:chelsea", "--method", "integrated-gradients", "--options", """'{"steps":16}'""");
        string command = string.Join(' ', verb.Arguments.Prepend(verb.FileName));
        EndedVerb terminal = await ShellVerb.EndAsync(Start(Printing, new KernelStart("script", ["-qec", command, "/dev/null"])));

        Assert.Equal(0, terminal.Code);
        Assert.Contains("\rchelsea integrated-gradients [#", terminal.Printed, StringComparison.Ordinal);
        Assert.DoesNotContain(OpenMp, terminal.Printed, StringComparison.Ordinal);
        Assert.DoesNotContain(OneDnn, terminal.Printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kernel_keeps_them_for_its_death_and_shows_them_in_no_cell()
    {
        await using KernelProcess kernel = ServedKernel.Start(folder);

        Answer written = await ServedKernel.AskAsync(kernel, new SubmitCode(Writing("a native line")));
        KernelDeath death = (await ServedKernel.AskAsync(kernel, new SubmitCode("Environment.FailFast(\"enough\");"))).Result.Death!;

        Assert.Equal((true, "", ""), (written.Result.Succeeded, written.Printed, written.PrintedAsError));
        Assert.StartsWith($"{death.Sentence}\na native line\n", death.Report, StringComparison.Ordinal);
    }

    [Fact]
    public void Warnings_of_libtorch_are_no_reason_of_a_death()
    {
        KernelDeath death = new(137, ["[W1130 10:15:00.123456789 NNPACK.cpp:56] Could not initialize NNPACK!"], false);

        Assert.Equal("The kernel died (signal 9). Its variables are gone; run the cells again to rebuild them.", death.Sentence);
    }

    /// <summary>A cell whose native code writes a line into descriptor 2.</summary>
    internal static string Writing(string line) =>
        $"""
            [System.Runtime.InteropServices.DllImport("libc")] static extern nint write(int to, string text, nint count);
            write(2, "{line}\n", {line.Length + 1});
            """;

    private static string Last(string log) => $"The process died. Its last lines, all of which are in {log}:";

    private static Dictionary<string, string> Hook(string way) =>
        new() { [StartupHook.Hooks] = typeof(StartupHook).Assembly.Location, [StartupHook.Way] = way };

    private static string Notebook(params IEnumerable<string> cells) =>
        new JsonObject
        {
            ["cells"] = new JsonArray([.. cells.Select(Code)]),
            ["metadata"] = new JsonObject(),
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
        }.ToJsonString();

    private static JsonObject Code(string source, int i) =>
        new()
        {
            ["cell_type"] = "code",
            ["id"] = $"c{i}",
            ["metadata"] = new JsonObject(),
            ["outputs"] = new JsonArray(),
            ["source"] = source,
        };

    private string At(string name) => Path.Combine(folder, name);

    private Process Start(Dictionary<string, string> environment, params string[] words) => Start(environment, ShellVerb.Of(words));

    private Process Start(Dictionary<string, string> environment, KernelStart verb) =>
        ShellVerb.Start(verb with { Environment = new Dictionary<string, string>(environment) { [DataFolder.Variable] = folder } });
}
