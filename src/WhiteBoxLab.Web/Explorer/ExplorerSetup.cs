using WhiteBoxLab.Web.Explorer.Runs;

namespace WhiteBoxLab.Web.Explorer;

/// <summary>The Explorer: runs, and where they are kept.</summary>
public static class ExplorerSetup
{
    /// <summary>Registers the runs.</summary>
    /// <param name="builder">The app being built.</param>
    public static void AddExplorer(this WebApplicationBuilder builder) =>
        builder
            .Services.AddSingleton<RunStore>()
            .AddSingleton<RunBoard>()
            .AddSingleton<SamplePhotos>()
            .AddSingleton<PassTiming>()
            .AddSingleton<RunCode>()
            .AddSingleton<NotebookMaker>();
}
