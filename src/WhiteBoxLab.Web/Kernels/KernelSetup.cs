using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Web;

/// <summary>The kernels: processes of their own, in which networks and the cells of notebooks run.</summary>
public static class KernelSetup
{
    /// <summary>Registers the Explorer's kernel and the list of those that notebooks can have, see <see cref="KernelList"/>. One that is only found on the machine would live without limits, so it is left out where there are some.</summary>
    /// <param name="builder">The app being built.</param>
    public static void AddKernels(this WebApplicationBuilder builder)
    {
        string folder = KernelFolder.Find(builder.Configuration);
        var folders = LabFolders.From(builder.Configuration);
        builder.Services.AddSingleton(services => ActivatorUtilities.CreateInstance<ExplorerKernel>(services, KernelStart.Serve(folder, folders.Artifacts, "--warm-maps")));
        builder.Services.AddHostedService(services => services.GetRequiredService<ExplorerKernel>());
        var rules = KernelRules.From(builder.Configuration, folders);
        var own = new NotebookKernel(
            KernelChoice.Own, KernelChoice.OwnTitle,
            directory => rules.In(directory).Apply(KernelStart.Serve(folder, folders.Artifacts, "--warm", "--input", "--outputs", rules.OutputsIn(directory)) with { WorkingDirectory = directory }), rules.Sentence);
        builder.Services.AddSingleton(new NotebookKernels(KernelList.Of(builder.Configuration, own, rules.HasLimits ? null : KernelList.FindDotnetInteractive())));
    }
}
