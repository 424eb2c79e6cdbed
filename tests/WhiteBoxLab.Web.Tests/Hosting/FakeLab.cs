using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Compute;
using WhiteBoxLab.Web.Explorer.Runs;
using WhiteBoxLab.Web.Hosting;
using WhiteBoxLab.Web.Notebooks.Document;
using WhiteBoxLab.Web.Notebooks.Storage;

namespace WhiteBoxLab.Web.Tests;

/// <summary>The lab in this process, whole but for its kernels, which do what the test tells them to.</summary>
internal sealed class FakeLab : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("whiteboxlab-");
    private readonly WebApplication app;

    private FakeLab(Func<IArtifactStore, IArtifactStore>? wrap)
    {
        Kernels = new FakeKernels(start => start.WorkingDirectory is null ? FakeExplorer.Kernel() : new FakeKernel().BeReady());
        Artifacts = new ArtifactStore(Path.Combine(folder.FullName, "data", "artifacts"));
        app = LabApp.Build(
            [
                "--urls",
                "http://127.0.0.1:0",
                "--token",
                Lab.Token,
                "--Lab:Data",
                Path.Combine(folder.FullName, "data"),
                "--Lab:Notebooks",
                folder.FullName,
                "--Lab:SpareKernels",
                "0",
                $"--Lab:Kernels:{Lab.OtherKernel}",
                "another stdio",
                $"--Logging:LogLevel:{typeof(KernelLauncher).Namespace}",
                "Error", // kernels die here because tests want it, and nobody is to take that for a fault
            ],
            services => services.AddSingleton<IKernelSource>(Kernels).AddSingleton(wrap?.Invoke(Artifacts) ?? Artifacts)
        );
    }

    public FakeKernels Kernels { get; }

    /// <summary>The kernel of the Explorer that lives now.</summary>
    public FakeKernel Explorer { get; private set; } = null!; // there before a test has it

    public IArtifactStore Artifacts { get; }

    public IServiceProvider Services => app.Services;

    public Uri Address => new(app.Urls.Single());

    /// <summary>Opens it.</summary>
    /// <param name="wrap">Wraps the store of artifacts; null for the store itself.</param>
    public static async Task<FakeLab> OpenAsync(Func<IArtifactStore, IArtifactStore>? wrap = null)
    {
        FakeLab lab = new(wrap);
        await lab.app.StartAsync(TestContext.Current.CancellationToken);
        lab.Explorer = await lab.Kernels.OfExplorerAsync();
        return lab;
    }

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    /// <summary>Begins a run and waits until the kernel has it.</summary>
    public Task<(RunSession Run, FakeCommand Explain)> BeginAsync(params string[] methods) => BeginOnAsync(FakeExplorer.Network, methods);

    /// <summary>Begins a run of a network and waits until the kernel has it.</summary>
    public async Task<(RunSession Run, FakeCommand Explain)> BeginOnAsync(string network, params string[] methods)
    {
        RunChoice[] choices = [.. methods.Select(method => new RunChoice(method))];
        RunRequest request = new(RunPhoto.Sample("chelsea"), network, null, choices);
        RunSession run = await Get<RunBoard>().PrepareAsync(request, FakeExplorer.Methods);
        run.Go();
        return (run, await Explorer.HeardAsync<Explain>());
    }

    /// <summary>Writes a notebook of code cells, called a, b, c, ...</summary>
    public Task WriteAsync(string name, params IReadOnlyList<string> cells) =>
        WriteAsync(name, cells.Select((text, i) => Cell.New(((char)('a' + i)).ToString(), "code", text)));

    /// <summary>Writes a notebook of cells.</summary>
    public Task WriteAsync(string name, IEnumerable<Cell> cells) =>
        File.WriteAllTextAsync(Path.Combine(folder.FullName, name), new NotebookState(name, NotebookFile.NewFrame(), [.. cells]).ToJson());

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
