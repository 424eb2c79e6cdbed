namespace WhiteBoxLab.Web.Hosting;

/// <summary>The headers that keep a page from loading anything foreign, and from being shown inside another.</summary>
public static class ResponseHeaders
{
    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        + "connect-src 'self'; "
        + "frame-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'";

    /// <summary>The policy of a page that has a script within it.</summary>
    /// <param name="script">The script's hash, as policies write it.</param>
    public static string PolicyWith(string script) =>
        Policy.Replace("script-src 'self'", $"script-src 'self' {script}", StringComparison.Ordinal);

    /// <summary>Adds the headers to every answer that does not set its own.</summary>
    /// <param name="app">The app.</param>
    public static void UseResponseHeaders(this WebApplication app) =>
        app.Use(
            (context, next) =>
            {
                context.Response.OnStarting(() =>
                {
                    IHeaderDictionary headers = context.Response.Headers;
                    headers.TryAdd("Content-Security-Policy", Policy);
                    headers.TryAdd("X-Content-Type-Options", "nosniff");
                    headers.TryAdd("Referrer-Policy", "same-origin");
                    headers.TryAdd("Cross-Origin-Opener-Policy", "same-origin");
                    headers.TryAdd("Cross-Origin-Resource-Policy", "same-origin");
                    return Task.CompletedTask;
                });
                return next(context);
            }
        );
}
