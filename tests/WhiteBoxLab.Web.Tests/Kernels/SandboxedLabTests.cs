using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Compute;
using WhiteBoxLab.Web.Hosting;
using WhiteBoxLab.Web.Photos;

namespace WhiteBoxLab.Web.Tests;

public sealed class SandboxedLabTests : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("whiteboxlab-").FullName;

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task The_Explorers_kernel_decodes_photos_in_a_sandbox_and_its_pictures_are_taken_in()
    {
        Assert.SkipWhen(KernelSandbox.Obstacle() is not null, KernelSandbox.Obstacle() ?? "");
        string data = Path.Combine(folder, "data");
        await using WebApplication app = LabApp.Build([
            "--urls",
            "http://127.0.0.1:0",
            "--Lab:Data",
            data,
            "--Lab:Notebooks",
            Path.Combine(folder, "notebooks"),
            "--Lab:KernelSandbox",
            "on",
            "--Lab:Warm",
            "false",
        ]);
        await app.StartAsync(TestContext.Current.CancellationToken);
        ExplorerKernel explorer = app.Services.GetRequiredService<ExplorerKernel>();
        CatalogueProduced catalogue = await explorer.CatalogueAsync(TestContext.Current.CancellationToken);
        await using FileStream photo = File.OpenRead(Repository.Path("wwwroot", "photos", "chelsea.png"));
        string name = await app
            .Services.GetRequiredService<PhotoStore>()
            .KeepAsync(photo, "cat.png", TestContext.Current.CancellationToken);
        Classify question = new(name, catalogue.DefaultNetwork, 3);
        PhotoClassified seen = await explorer.ClassifyAsync(question, TestContext.Current.CancellationToken);
        string command = await File.ReadAllTextAsync($"/proc/{explorer.ProcessId}/cmdline", TestContext.Current.CancellationToken),
            picture = seen.Preview;

        Assert.StartsWith("bwrap\0", command, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(data, "artifacts", picture)));
        Assert.Equal(
            Path.Combine(data, "artifacts", picture),
            ((ArtifactStore)app.Services.GetRequiredService<IArtifactStore>()).PathOf(picture)
        );
        Assert.True(File.Exists(Path.Combine(data, "artifacts", picture)));
        await app.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_notebooks_kernel_sees_its_files_and_no_notebook_and_keeps_what_it_prints()
    {
        Assert.SkipWhen(KernelSandbox.Obstacle() is not null, KernelSandbox.Obstacle() ?? "");
        string notebooks = Path.Combine(folder, "notebooks"),
            data = Path.Combine(folder, "data");
        Directory.CreateDirectory(notebooks);
        await File.WriteAllTextAsync(Path.Combine(notebooks, "other.ipynb"), "{}", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(notebooks, "table.csv"), "1", TestContext.Current.CancellationToken);
        await using WebApplication app = LabApp.Build([
            "--urls",
            "http://127.0.0.1:0",
            "--Lab:Data",
            data,
            "--Lab:Notebooks",
            notebooks,
            "--Lab:KernelSandbox",
            "on",
            "--Lab:Warm",
            "false",
            "--Lab:SpareKernels",
            "0",
        ]);
        KernelLauncher kernels = app.Services.GetRequiredService<KernelLauncher>();
        await using IKernel kernel = kernels.Start(notebooks);
        await kernel.Ready.WaitAsync(Patience.Long, TestContext.Current.CancellationToken);
        string text = "";
        CommandResult result = await kernel.RunAsync(
            new SubmitCode(
                "Console.WriteLine(string.Join(\", \", Directory.GetFiles(\".\").Select(Path.GetFileName)));\nfor (int i = 0; "
                    + "i < 200000; i++) Console.WriteLine($\"line {i}\");"
            ),
            one => text += one is DisplayEvent shown ? shown.FormattedValues[0].Value : "",
            TestContext.Current.CancellationToken
        );

        Assert.True(result.Succeeded, result.Message);
        Assert.StartsWith("table.csv\nline 0\n", text, StringComparison.Ordinal);
        string kept = Assert.Single(Directory.GetFiles(Path.Combine(data, "rooms"), "cell-1-*.txt", SearchOption.AllDirectories));
        Assert.Contains(kept, text, StringComparison.Ordinal);
        Assert.Contains(
            "without network, which sees the files beside its notebook and no notebook",
            kernels.Limits,
            StringComparison.Ordinal
        );
    }
}
