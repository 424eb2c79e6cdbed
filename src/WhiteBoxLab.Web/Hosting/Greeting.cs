using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using WhiteBoxLab.Web.Compute;
using WhiteBoxLab.Web.Settings;
using WhiteBoxLab.Web.SignIn;

namespace WhiteBoxLab.Web.Hosting;

/// <summary>Says, once the lab listens, where to open it.</summary>
public static class Greeting
{
    /// <summary>Prints the address with the token when the app has started.</summary>
    /// <param name="app">The app.</param>
    public static void GreetWhenOpen(this WebApplication app) =>
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            IEnumerable<string> addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses
                ?? [];
            LabToken token = app.Services.GetRequiredService<LabToken>();
            bool here = app.Services.GetRequiredService<LabAddresses>().LoopbackOnly;
            Console.WriteLine(here ? "The lab is open, for this machine only:" : "The lab is open, for whoever knows the token:");
            foreach (string address in addresses)
                Console.WriteLine(token.Chosen ? $"  {address}/" : $"  {address}/?token={token.Value}");
            Console.WriteLine($"Kernels of notebooks: {app.Services.GetRequiredService<KernelLauncher>().Limits}");
        });
}
