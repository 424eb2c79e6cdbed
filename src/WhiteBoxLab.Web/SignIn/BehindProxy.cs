using Microsoft.AspNetCore.HttpOverrides;
using WhiteBoxLab.Web.Settings;

namespace WhiteBoxLab.Web.SignIn;

/// <summary>
/// A proxy in front of the lab, on this machine: where <see cref="LabSettings.Hosts"/> names it, what it says of the visitor is believed:
/// address, scheme, name, and the path that it puts before the lab's own.
/// </summary>
public static class BehindProxy
{
    /// <summary>Takes the proxy's headers, from this machine alone and only where somebody said that there is a proxy.</summary>
    /// <param name="app">The app.</param>
    public static void UseProxy(this WebApplication app)
    {
        if (app.Services.GetRequiredService<LabSettings>().Hosts.Count > 0)
            app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.All });
    }
}
