using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Orleans.Configuration;
using Orleans.Serialization;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Web;

/// <summary>The distributed engine: an Orleans silo in this process, by itself unless told otherwise.</summary>
public static class ClusterSetup
{
    /// <summary>Registers the silo. It comes up beside the web server, so that pages need not wait for it.</summary>
    /// <param name="builder">The app being built.</param>
    public static void AddCluster(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ClusterStart>();
        builder.Services.Configure<HostOptions>(options => options.ServicesStartConcurrently = true);
        builder.Logging.AddFilter("Orleans", LogLevel.Critical).AddFilter("Polly", LogLevel.Error);
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(FreePort(), gatewayPort: 0);
            silo.Configure<SiloConnectionOptions>(options => options.ConfigureSiloInboundConnection(Refuse));
            silo.Services.AddSerializer(serializer => serializer.AddJsonSerializer(IsJson, NotebookJson.Options));
        });
    }

    // One machine by itself has nobody to talk to: whoever else on it finds the port is turned away, since there is no token on this way
    // in.
    private static void Refuse(IConnectionBuilder connection) => connection.Use(_ => context =>
    {
        context.Abort();
        return Task.CompletedTask;
    });

    private static bool IsJson(Type type) => typeof(NotebookOperation).IsAssignableFrom(type) || type == typeof(NotebookState) || typeof(Command).IsAssignableFrom(type) || typeof(Event).IsAssignableFrom(type) || type == typeof(CommandResult);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
