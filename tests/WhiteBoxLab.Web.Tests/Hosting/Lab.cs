using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using WhiteBoxLab.Protocol;

[assembly: AssemblyFixture(typeof(WhiteBoxLab.Web.Tests.Lab))]
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace WhiteBoxLab.Web.Tests;

/// <summary>The real app as a process of its own with folders of its own, as somebody would start it.</summary>
public sealed partial class Lab : IAsyncLifetime
{
    public const string Token = "a-token-of-the-tests";

    /// <summary>A second kernel of this lab: the same program, in the way of one that is not the lab's own.</summary>
    public const string OtherKernel = "Another";

    /// <summary>A third one, of which there is no program.</summary>
    public const string BrokenKernel = "Broken";

    private Process? process;

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
        process!.Kill();
        await process.WaitForExitAsync();
        await (meanwhile?.Invoke() ?? Task.CompletedTask);
        await StartAsync(Address.ToString());
    }

    /// <summary>The processes of the kernels that this app has started.</summary>
    public IReadOnlyList<Process> Kernels => [.. AllKernels.Where(one => ParentOf(one.Id) == process!.Id)];

    /// <summary>The processes of all kernels on this machine, whoever has started them.</summary>
    public static IEnumerable<Process> AllKernels => Process.GetProcessesByName("WhiteBoxLab.Kernel").Concat(Process.GetProcessesByName("WhiteBoxLab.Ker")).DistinctBy(one => one.Id);

    /// <summary>Writes a notebook of code cells; a text that begins with <c>#md</c> makes a cell of Markdown. Cells are called a, b, c, ...</summary>
    public Task WriteAsync(string name, params IReadOnlyList<string> cells) => WriteAsync(name, cells.Select((text, i) =>
        text.StartsWith("#md ", StringComparison.Ordinal) ? Cell.New(IdOf(i), "markdown", text[4..]) : Cell.New(IdOf(i), "code", text)));

    /// <summary>Writes a notebook of cells.</summary>
    public Task WriteAsync(string name, IEnumerable<Cell> cells)
        => File.WriteAllTextAsync(Path.Combine(Notebooks, $"{name}.ipynb"), new NotebookState($"{name}.ipynb", NotebookFile.NewFrame(), [.. cells]).ToJson());

    private static string IdOf(int i) => i < 26 ? ((char)('a' + i)).ToString() : $"cell-{i}";

    public HttpClient Client(bool signedIn = true)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Address };
        if (signedIn)
            client.DefaultRequestHeaders.Authorization = new("Bearer", Token);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        process?.Kill(entireProcessTree: true);
        await (process?.WaitForExitAsync() ?? Task.CompletedTask);
        process?.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    public static Process Launch(params string[] arguments) => Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(Repository.WebFolder, "WhiteBoxLab.Web.dll"), .. arguments])
    {
        RedirectStandardOutput = true, RedirectStandardError = true,
    })!;

    private async Task StartAsync(string urls)
    {
        process = Launch("--urls", urls, "--token", Token, "--Lab:Data", Data, "--Lab:Notebooks", Notebooks, "--Lab:SpareKernels", "0", $"--Lab:Kernels:{OtherKernel}", OtherCommand, $"--Lab:Kernels:{BrokenKernel}", "/there/is/no/such/kernel stdio");
        List<string> said = [];
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            said.Add(line);
            if (AddressPattern().Match(line) is not { Success: true } found)
                continue;
            Address = new Uri(found.Value);
            _ = process.StandardOutput.ReadToEndAsync(); // or it would stand still on a full pipe
            _ = process.StandardError.ReadToEndAsync();
            return;
        }
        throw new InvalidOperationException($"The app did not open: {string.Join('\n', said)}\n{await process.StandardError.ReadToEndAsync()}");
    }

    private string OtherCommand
    {
        get
        {
            KernelStart start = KernelStart.Serve(KernelFolder.Find(new ConfigurationBuilder().Build()), Path.Combine(Data, "artifacts"));
            return string.Join(' ', start.Arguments.Prepend(start.FileName).Select(word => $"\"{word}\""));
        }
    }

    /// <summary>Whether a process was started by another, or by one that it started.</summary>
    public static bool IsBelow(int id, int ancestor) => ParentOf(id) is > 1 and var parent && (parent == ancestor || IsBelow(parent, ancestor));

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

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+/")]
    private static partial Regex AddressPattern();
}
