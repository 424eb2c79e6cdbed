using System.Net;
using Microsoft.AspNetCore.Connections;
using Orleans.Configuration;
using Orleans.Serialization;
using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Explorer.Runs;
using WhiteBoxLab.Web.Notebooks.Document;
using WhiteBoxLab.Web.Notebooks.Document.Operations;
using WhiteBoxLab.Web.Notebooks.Storage;
using WhiteBoxLab.Web.Settings;

namespace WhiteBoxLab.Web.Cluster;

/// <summary>
/// The distributed engine: an Orleans silo in this process. The web processes of one machine that have the same data folder are one
/// cluster, so that there is one owner of each run and notebook.
/// </summary>
public static class ClusterSetup
{
    private const string Name = "whiteboxlab";

    // A process that has ended is known by its lock, so only one that hangs has to be told by its silence: a busy machine is no death.
    private const int SilentProbes = 12;
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(2);

    /// <summary>Registers the silo. It comes up beside the web server, so that pages need not wait for it.</summary>
    /// <param name="builder">The app being built.</param>
    /// <param name="folders">The lab's folders.</param>
    public static void AddCluster(this WebApplicationBuilder builder, LabFolders folders)
    {
        builder.Services.AddSingleton<ClusterStart>();
        builder.Services.Configure<HostOptions>(options => options.ServicesStartConcurrently = true);
        builder.Logging.AddFilter("Orleans", LogLevel.Critical).AddFilter("Polly", LogLevel.Error);
        builder.UseOrleans(silo =>
        {
            silo.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (Name, Name));
            silo.UseMembersOf(folders);
            silo.ListenHere();
            silo.AskForTheSecretOf(folders);
            silo.Services.AddSerializer(serializer => serializer.AddJsonSerializer(IsJson, NotebookJson.Options));
        });
    }

    private static void UseMembersOf(this ISiloBuilder silo, LabFolders folders)
    {
        silo.Services.AddSingleton<IMembershipTable>(services => new MembersFile(
            folders.Cluster,
            services.GetRequiredService<ILocalSiloDetails>().SiloAddress
        ));
        silo.Configure<ClusterMembershipOptions>(options =>
            (options.TableRefreshTimeout, options.NumMissedProbesLimit) = (Often, SilentProbes)
        );
#pragma warning disable ORLEANSEXP003 // the usual directory drops the grains of a process that lives when another ends
        silo.AddDistributedGrainDirectory();
#pragma warning restore ORLEANSEXP003
    }

    private static void ListenHere(this ISiloBuilder silo)
    {
        SiloSocket socket = new();
        silo.ConfigureEndpoints(IPAddress.Loopback, socket.Port, gatewayPort: 0);
        socket.UseIn(silo.Services);
    }

    // Whoever else on this machine finds the port is turned away, since there is no token on this way in.
    private static void AskForTheSecretOf(this ISiloBuilder silo, LabFolders folders)
    {
        ClusterSecret secret = new(folders.Cluster);
        silo.Configure<SiloConnectionOptions>(options =>
        {
            options.ConfigureSiloInboundConnection(connection => connection.Use(next => Greeting(next, asks: false)));
            options.ConfigureSiloOutboundConnection(connection => connection.Use(next => Greeting(next, asks: true)));
        });

        ConnectionDelegate Greeting(ConnectionDelegate next, bool asks) => context => secret.GreetAsync(context, next, asks);
    }

    private static bool IsJson(Type type) =>
        typeof(NotebookOperation).IsAssignableFrom(type)
        || type == typeof(NotebookState)
        || type == typeof(Run)
        || type == typeof(RunMap)
        || typeof(Command).IsAssignableFrom(type)
        || typeof(Event).IsAssignableFrom(type)
        || type == typeof(CommandResult);
}
