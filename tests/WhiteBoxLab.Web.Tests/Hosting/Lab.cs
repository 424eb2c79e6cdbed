using System.Diagnostics;
using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Compute;
using WhiteBoxLab.Web.Notebooks.Document;
using WhiteBoxLab.Web.Notebooks.Document.Operations;
using WhiteBoxLab.Web.Notebooks.Storage;
using WhiteBoxLab.Web.Settings;

[assembly: AssemblyFixture(typeof(WhiteBoxLab.Web.Tests.Lab))]
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace WhiteBoxLab.Web.Tests;

/// <summary>The real app as a process of its own with folders of its own, as somebody would start it.</summary>
public sealed class Lab : IAsyncLifetime
{
    public const string Token = "a-token-of-the-tests";

    /// <summary>A second kernel of this lab: the same program, in the way of one that is not the lab's own.</summary>
    public const string OtherKernel = "Another";

    /// <summary>A third one, of which there is no program.</summary>
    public const string BrokenKernel = "Broken";

    /// <summary>
    /// One that is ready and does nothing more, for notebooks of which no cell runs: the lab's own, with what knows the language, costs two
    /// seconds of a processor.
    /// </summary>
    public const string QuietKernel = "Quiet";

    private RunningLab? running;

    public string Folder { get; } = Directory.CreateTempSubdirectory("whiteboxlab-").FullName;

    public string Data => Path.Combine(Folder, "data");

    public string Notebooks => Path.Combine(Folder, "notebooks");

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Notebooks);
        File.Copy(Repository.Path("notebooks", "six-maps.ipynb"), Path.Combine(Notebooks, "six-maps.ipynb"));
        await StartAsync("http://127.0.0.1:0");
    }

    /// <summary>Ends the app without a word and starts it again under the same address and with the same folders.</summary>
    /// <param name="meanwhile">Done while the app is away; null for nothing.</param>
    public async Task RestartAsync(Func<Task>? meanwhile = null)
    {
        running!.Process.Kill();
        await running.Process.WaitForExitAsync();
        await (meanwhile?.Invoke() ?? Task.CompletedTask);
        await StartAsync(Address.ToString());
    }

    /// <summary>The processes of the kernels that this app has started.</summary>
    public IReadOnlyList<Process> Kernels => [.. AllKernels.Where(one => ParentOf(one.Id) == running!.Process.Id)];

    /// <summary>The processes of all kernels on this machine, whoever has started them.</summary>
    public static IEnumerable<Process> AllKernels =>
        Process.GetProcessesByName("WhiteBoxLab.Kernel").Concat(Process.GetProcessesByName("WhiteBoxLab.Ker")).DistinctBy(one => one.Id);

    /// <summary>
    /// Writes a notebook of code cells; a text that begins with <c>#md</c> makes a cell of Markdown. Cells are called a, b, c, ...
    /// </summary>
    public Task WriteAsync(string name, params IReadOnlyList<string> cells) => WriteAsync(name, Cells(cells));

    /// <summary>The same, with a kernel that runs none of them: see <see cref="QuietKernel"/>.</summary>
    public Task WriteQuietAsync(string name, params IReadOnlyList<string> cells) => WriteAsync(name, Cells(cells), QuietKernel);

    private static IEnumerable<Cell> Cells(IReadOnlyList<string> texts) =>
        texts.Select(
            (text, i) =>
                text.StartsWith("#md ", StringComparison.Ordinal)
                    ? Cell.New(IdOf(i), "markdown", text[4..])
                    : Cell.New(IdOf(i), "code", text)
        );

    /// <summary>Writes a notebook of cells.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cells">The cells.</param>
    /// <param name="kernel">Its kernel; null for the lab's own.</param>
    public Task WriteAsync(string name, IEnumerable<Cell> cells, string? kernel = null)
    {
        NotebookState written = new($"{name}.ipynb", NotebookFile.NewFrame(), [.. cells]);
        NotebookState chosen = kernel is null ? written : new NotebookOperation.ChangeKernel(kernel).Apply(written);
        return File.WriteAllTextAsync(Path.Combine(Notebooks, $"{name}.ipynb"), chosen.ToJson());
    }

    private static string IdOf(int i) => i < 26 ? ((char)('a' + i)).ToString() : $"cell-{i}";

    public HttpClient Client(bool signedIn = true)
    {
        HttpClient client = new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Address };
        if (signedIn)
            client.DefaultRequestHeaders.Authorization = new("Bearer", Token);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await (running?.DisposeAsync() ?? ValueTask.CompletedTask);
        Directory.Delete(Folder, recursive: true);
    }

    public static ProcessStartInfo StartOf(params string[] arguments) =>
        new("dotnet", [Path.Combine(Repository.WebFolder, "WhiteBoxLab.Web.dll"), .. arguments]);

    private async Task StartAsync(string urls)
    {
        running = await RunningLab.StartAsync(
            StartOf(
                "--urls",
                urls,
                "--token",
                Token,
                "--Lab:Data",
                Data,
                "--Lab:Notebooks",
                Notebooks,
                "--Lab:SpareKernels",
                "0",
                "--Lab:Warm",
                "false",
                $"--Lab:Kernels:{OtherKernel}",
                OtherCommand,
                $"--Lab:Kernels:{BrokenKernel}",
                "/there/is/no/such/kernel stdio",
                $"--Lab:Kernels:{QuietKernel}",
                QuietCommand
            )
        );
        Address = running.Address;
    }

    private string OtherCommand
    {
        get
        {
            KernelStart start = KernelStart.Serve(KernelFolder.Find(new LabSettings()), Path.Combine(Data, "artifacts"));
            return string.Join(' ', start.Arguments.Prepend(start.FileName).Select(word => $"\"{word}\""));
        }
    }

    private string QuietCommand
    {
        get
        {
            string script = Path.Combine(Folder, "quiet.sh");
            File.WriteAllText(script, $"echo '{Wire.Write(new EventEnvelope(new KernelReady([]), null, []))}'\nexec cat >/dev/null\n");
            return $"/bin/sh {script}";
        }
    }

    /// <summary>Whether a process was started by another, or by one that it started.</summary>
    public static bool IsBelow(int id, int ancestor) =>
        ParentOf(id) is > 1 and var parent && (parent == ancestor || IsBelow(parent, ancestor));

    private static int ParentOf(int id)
    {
        try
        {
            string stat = File.ReadAllText($"/proc/{id}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
