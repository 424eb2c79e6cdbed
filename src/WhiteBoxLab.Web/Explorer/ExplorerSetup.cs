using Microsoft.AspNetCore.Http.HttpResults;
using WhiteBoxLab.Web.Compute;
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

    /// <summary>Maps <c>GET /samples</c>: what the default network sees in the photos that ship with the lab.</summary>
    /// <param name="app">The app.</param>
    public static void MapExplorer(this WebApplication app) => app.MapGet("/samples", SamplesAsync);

    private static async Task<Results<Ok<IReadOnlyList<SeenSample>>, ContentHttpResult>> SamplesAsync(
        SamplePhotos samples,
        CancellationToken ended
    )
    {
        try
        {
            return TypedResults.Ok(await samples.SeenAsync(ended));
        }
        catch (KernelRefusedException refused)
        {
            return TypedResults.Text(refused.Message, statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
