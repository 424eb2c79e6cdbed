using Microsoft.AspNetCore.Diagnostics;
using MudBlazor;
using MudBlazor.Services;

namespace WhiteBoxLab.Web.Layout;

/// <summary>The pages: Blazor on the server, MudBlazor, and the wire between them.</summary>
public static class PageSetup
{
    // A cell of a notebook, or a pasted text, may be larger than the 32 kB that SignalR allows by itself.
    private const int LongestMessage = 4 << 20;

    /// <summary>Registers the pages.</summary>
    /// <param name="builder">The app being built.</param>
    public static void AddPages(this WebApplicationBuilder builder)
    {
        builder
            .Services.AddRazorComponents()
            .AddInteractiveServerComponents(options => options.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(10));
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddSignalR(options => options.MaximumReceiveMessageSize = LongestMessage).AddMessagePackProtocol();
        builder.Services.AddMudServices(options =>
        {
            options.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomCenter;
            options.SnackbarConfiguration.VisibleStateDuration = 4000;
        });
    }

    /// <summary>Maps the pages.</summary>
    /// <param name="app">The app.</param>
    public static void MapPages(this WebApplication app) =>
        // stands in the whole policy, see ResponseHeaders
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);

    /// <summary>Shows a page of the lab under an address that has none; programs get the bare answer.</summary>
    /// <param name="app">The app.</param>
    public static void UseNotFoundPage(this WebApplication app)
    {
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.Use(
            (context, next) =>
            {
                if (!IsForPerson(context.Request) && context.Features.Get<IStatusCodePagesFeature>() is { } pages)
                    pages.Enabled = false;
                return next(context);
            }
        );
    }

    private static bool IsForPerson(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);
}
