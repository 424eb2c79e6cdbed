using Microsoft.AspNetCore.Http.HttpResults;
using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Photos;
using WhiteBoxLab.Web.Settings;

namespace WhiteBoxLab.Web.Artifacts;

/// <summary>Maps, pictures and photos under the hash of their content.</summary>
public static class ArtifactSetup
{
    private static readonly Dictionary<string, string> Types = new()
    {
        ["png"] = "image/png",
        ["jpg"] = "image/jpeg",
        ["jpeg"] = "image/jpeg",
        ["webp"] = "image/webp",
        ["gif"] = "image/gif",
        ["json"] = "application/json",
        ["txt"] = "text/plain; charset=utf-8",
    };

    /// <summary>Registers the store that the kernels share.</summary>
    /// <param name="builder">The app being built.</param>
    public static void AddArtifacts(this WebApplicationBuilder builder) =>
        builder
            .Services.AddSingleton<PhotoStore>()
            .AddSingleton<IArtifactStore>(services => StoreOf(services.GetRequiredService<LabFolders>()));

    private static ArtifactStore StoreOf(LabFolders folders) => new(folders.Artifacts) { Sandboxes = folders.Sandboxes };

    /// <summary>Maps <c>GET /artifacts/{name}</c>.</summary>
    /// <param name="app">The app.</param>
    public static void MapArtifacts(this WebApplication app) => app.MapGet("/artifacts/{name}", Serve);

    private static Results<FileStreamHttpResult, NotFound<string>> Serve(
        string name,
        string? download,
        IArtifactStore artifacts,
        HttpContext context
    )
    {
        if (artifacts.Open(name) is not { } content)
            return TypedResults.NotFound("This file is gone from the lab's store. Make the map again.");
        context.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        // whatever it is, opened by itself it may do nothing
        context.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        return TypedResults.Stream(content, Types.GetValueOrDefault(Path.GetExtension(name)[1..], "application/octet-stream"), download);
    }
}
