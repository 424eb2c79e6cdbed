using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;

namespace WhiteBoxLab.Web.Hosting;

/// <summary>
/// Pages, styles and scripts go over the wire compressed: what the build has compressed already as it is, the rest, such as the files of
/// packages, on the way.
/// </summary>
public static class Compression
{
    private static readonly string[] Texts = ["text/html", "text/css", "text/javascript", "application/javascript", "image/svg+xml"];

    /// <summary>Registers it.</summary>
    /// <param name="builder">The app being built.</param>
    public static void AddCompression(this WebApplicationBuilder builder)
    {
        // An app that is not published would pack its files anew at every request, and without compressing them.
        builder.Configuration["ReloadStaticAssetsAtRuntime"] ??= builder.Environment.IsDevelopment() ? "true" : "false";
        builder.Services.AddResponseCompression(options => options.MimeTypes = Texts);
        builder.Services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);
        builder.Services.Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);
    }
}
