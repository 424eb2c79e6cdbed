using Microsoft.AspNetCore.SignalR;
using WhiteBoxLab.Web.SignIn;

namespace WhiteBoxLab.Web.Hubs;

/// <summary>The hub for programs.</summary>
public static class HubSetup
{
    /// <summary>Registers what tells the hub's clients of what they watch.</summary>
    /// <param name="builder">The app being built.</param>
    public static void AddLabHub(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<HubAudience>().AddSingleton<RunPushes>();
        builder.Services.AddHostedService(services => services.GetRequiredService<RunPushes>());
        builder.Services.AddHostedService<NotebookPushes>();
        builder.Services.AddSingleton<EndedConnections>();
        builder.Services.AddSignalR().AddHubOptions<LabHub>(options => options.AddFilter<EndedConnections>());
    }

    /// <summary>Maps <c>/hubs/lab</c>.</summary>
    /// <param name="app">The app.</param>
    public static void MapLabHub(this WebApplication app) => app.MapHub<LabHub>("/hubs/lab");
}
