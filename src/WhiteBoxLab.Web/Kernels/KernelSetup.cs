using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Web;

/// <summary>The kernels: processes of their own, in which networks and the cells of notebooks run.</summary>
public static class KernelSetup
{
    /// <summary>Registers the Explorer's kernel and how to start a notebook's: the lab's own, or what the setting <c>Lab:NotebookKernel</c> names, such as <c>dotnet interactive [vscode] stdio</c>.</summary>
    /// <param name="builder">The app being built.</param>
    public static void AddKernels(this WebApplicationBuilder builder)
    {
        string folder = KernelFolder.Find(builder.Configuration);
        var folders = LabFolders.From(builder.Configuration);
        builder.Services.AddSingleton(services => ActivatorUtilities.CreateInstance<ExplorerKernel>(services, KernelStart.Serve(folder, folders.Artifacts, "--warm-maps")));
        builder.Services.AddHostedService(services => services.GetRequiredService<ExplorerKernel>());
        var rules = KernelRules.From(builder.Configuration, folders);
        builder.Services.AddSingleton(builder.Configuration["Lab:NotebookKernel"] is { Length: > 0 } foreign
            ? new NotebookKernels(directory => KernelStart.Foreign(foreign, directory), $"{foreign} (Lab:NotebookKernel), without limits.")
            : new NotebookKernels(directory => rules.In(directory).Apply(KernelStart.Serve(folder, folders.Artifacts, "--warm", "--input", "--outputs", folders.Outputs) with { WorkingDirectory = directory }), rules.Sentence));
    }
}
