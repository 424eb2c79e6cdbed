using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Artifacts;
using WhiteBoxLab.Web.Cluster;
using WhiteBoxLab.Web.Compute;
using WhiteBoxLab.Web.Explorer;
using WhiteBoxLab.Web.Hubs;
using WhiteBoxLab.Web.Layout;
using WhiteBoxLab.Web.Notebooks;
using WhiteBoxLab.Web.Photos;
using WhiteBoxLab.Web.Settings;
using WhiteBoxLab.Web.SignIn;
using WhiteBoxLab.Web.Start;

namespace WhiteBoxLab.Web.Hosting;

/// <summary>
/// The web process of the lab: pages, hub, files. It holds no network and runs no code of a user; kernels do, in processes of their own.
/// </summary>
public static class LabApp
{
    /// <summary>Builds the app; it listens once it is run.</summary>
    /// <param name="args">The command line: <c>--urls</c>, <c>--token</c>, and <c>--Lab:NAME</c> for each of the
    /// <see cref="LabSettings"/>.</param>
    /// <param name="replace">Registers what is to stand in the place of the lab's own, such as another <see cref="IKernelSource"/>; null
    /// for nothing.</param>
    /// <exception cref="LabCannotOpenException">It cannot open as asked.</exception>
    public static WebApplication Build(string[] args, Action<IServiceCollection>? replace = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                Args = args,
                ApplicationName = typeof(LabApp).Assembly.GetName().Name,
                ContentRootPath = Directory.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot")) ? AppContext.BaseDirectory : null,
            }
        );
        builder.WebHost.UseStaticWebAssets(); // also outside of development; nothing to do when published
        // A failed start is told by Program, in a sentence.
        builder
            .Logging.AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error)
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None)
            .AddFilter("Polly", LogLevel.None) // each try of a grain's call while the lab ends; how the call failed is its caller's
            .AddFilter(typeof(TokenHandler).FullName, LogLevel.Warning);
        LabSettings settings = LabSettings.From(builder.Configuration);
        LabFolders folders = LabFolders.From(settings);
        builder.Services.AddSingleton(settings).AddSingleton(folders).AddSingleton(TimeProvider.System);
        builder.AddCompression();
        builder.AddCluster(folders);
        builder.AddSignIn(settings);
        builder.AddArtifacts();
        builder.AddKernels(settings);
        builder.AddExplorer();
        builder.AddNotebooks();
        builder.AddLabHub();
        builder.AddPages();
        replace?.Invoke(builder.Services);
        return Map(builder.Build());
    }

    private static WebApplication Map(WebApplication app)
    {
        app.UseProxy();
        app.UseResponseHeaders();
        app.UseResponseCompression();
        app.UseNotFoundPage();
        app.UseSignIn();
        app.UseAntiforgery();
        app.MapStaticAssets().AllowAnonymous(); // the product's own files; nothing of a visitor's
        app.MapSignIn();
        app.MapArtifacts();
        app.MapPhotos();
        app.MapExplorer();
        app.MapNotebooks();
        app.MapHelp();
        app.MapLabHub();
        app.MapPages();
        app.GreetWhenOpen();
        return app;
    }
}
