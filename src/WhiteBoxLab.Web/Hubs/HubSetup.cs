namespace WhiteBoxLab.Web;

/// <summary>The hub for programs.</summary>
public static class HubSetup
{
    /// <summary>Maps <c>/hubs/lab</c>.</summary>
    /// <param name="app">The app.</param>
    public static void MapLabHub(this WebApplication app) => app.MapHub<LabHub>("/hubs/lab");
}
