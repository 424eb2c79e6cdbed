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
        bool warm = Warm(builder.Configuration["Lab:Warm"]);
        Dictionary<string, string> data = new() { [DataFolder.Variable] = folders.Data };
        builder.Services.AddSingleton(services => ActivatorUtilities.CreateInstance<ExplorerKernel>(services, KernelStart.Serve(folder, folders.Artifacts, warm ? ["--warm-maps"] : []) with { Environment = data }));
        builder.Services.AddHostedService(services => services.GetRequiredService<ExplorerKernel>());
        var rules = KernelRules.From(builder.Configuration, folders);
        var own = new NotebookKernel(
            KernelChoice.Own, KernelChoice.OwnTitle,
            directory => rules.In(directory).Apply(KernelStart.Serve(folder, folders.Artifacts, [.. warm ? ["--warm"] : Array.Empty<string>(), "--input", "--outputs", rules.OutputsIn(directory)]) with { WorkingDirectory = directory, Environment = data }), rules.Sentence);
        IReadOnlyList<NotebookKernel> list = KernelList.Of(builder.Configuration, own, rules.HasLimits ? null : KernelList.FindDotnetInteractive());
        int spares = Spares(builder.Configuration["Lab:SpareKernels"]);
        builder.Services.AddSingleton(services =>
            new NotebookKernels(list, new SpareKernels(spares), services.GetRequiredService<ILogger<NotebookKernels>>()));
    }

    private static bool Warm(string? word) => word is not { Length: > 0 } || (bool.TryParse(word, out bool warm) ? warm
        : throw new LabCannotOpenException($"Lab:Warm is '{word}'. Give false for kernels that compute nothing before they are asked, or leave it out for true."));

    private static int Spares(string? word) => word is not { Length: > 0 } ? 1 : int.TryParse(word, out int count) && count is >= 0 and <= 16 ? count
        : throw new LabCannotOpenException($"Lab:SpareKernels is '{word}'. Give the number of kernels that wait warm, from 0 to 16, or leave it out for one.");
}
