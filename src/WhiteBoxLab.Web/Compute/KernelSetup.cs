using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Settings;

namespace WhiteBoxLab.Web.Compute;

/// <summary>The kernels: processes of their own, in which networks and the cells of notebooks run.</summary>
public static class KernelSetup
{
    /// <summary>
    /// Registers the Explorer's kernel and the list of those that notebooks can have, see <see cref="KernelList"/>. One that is only found
    /// on the machine would live without limits, so it is left out where there are some.
    /// </summary>
    /// <param name="builder">The app being built.</param>
    /// <param name="settings">The lab's settings.</param>
    /// <exception cref="LabCannotOpenException">A setting cannot be followed here.</exception>
    public static void AddKernels(this WebApplicationBuilder builder, LabSettings settings)
    {
        string folder = KernelFolder.Find(settings);
        LabFolders folders = LabFolders.From(settings);
        bool warm = settings.Warm;
        builder.Services.AddSingleton<IKernelSource, KernelProcesses>();
        Dictionary<string, string> data = new() { [DataFolder.Variable] = folders.Data };
        KernelRules rules = KernelRules.From(settings, folders);
        if (rules.HasSandbox)
            Directory.CreateDirectory(folders.Artifacts); // a sandbox shows what is there when it begins
        string[] maps = [.. rules.Sharing, .. warm ? ["--warm-maps"] : Array.Empty<string>()];
        string[] cells = ["--input", .. rules.Sharing, .. warm ? ["--warm"] : Array.Empty<string>()];
        KernelStart explorer = KernelStart.Serve(folder, rules.ArtifactsIn(rules.ExplorerFolder), maps) with { Environment = data };
        builder.Services.AddSingleton(services =>
            ActivatorUtilities.CreateInstance<ExplorerKernel>(services, rules.InExplorer().Apply(explorer))
        );
        builder.Services.AddHostedService(services => services.GetRequiredService<ExplorerKernel>());
        KernelSpec own = new(
            KernelChoice.Own,
            KernelChoice.OwnTitle,
            directory =>
                rules
                    .In(directory)
                    .Apply(
                        KernelStart.Serve(folder, rules.ArtifactsIn(directory), [.. cells, "--outputs", rules.OutputsIn(directory)]) with
                        {
                            WorkingDirectory = directory,
                            Environment = data,
                        }
                    ),
            rules.Sentence
        )
        {
            Warning = rules.Remark,
            Excess = rules.Excess,
        };
        IReadOnlyList<KernelSpec> list = KernelList.Of(settings, own, rules.HasLimits ? null : KernelList.FindDotnetInteractive());
        builder.Services.AddSingleton(services => new SpareKernels(settings.SpareKernels, services.GetRequiredService<IKernelSource>()));
        builder.Services.AddSingleton(services => ActivatorUtilities.CreateInstance<KernelLauncher>(services, list));
    }
}
