using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace WhiteBoxLab.Web.Cluster;

/// <summary>
/// The port under which the other web processes of this lab reach this one's silo. The socket is bound as the port is drawn and handed on
/// as it is, so that nobody can take the port between.
/// </summary>
internal sealed class SiloSocket : IDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    /// <summary>Draws a port and takes it.</summary>
    public SiloSocket()
    {
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        socket.Listen(); // or it could still be bound by others
    }

    /// <summary>The port.</summary>
    public int Port => ((IPEndPoint)socket.LocalEndPoint!).Port; // it is bound

    /// <summary>Has the silo listen at it.</summary>
    /// <param name="services">The silo's services, with its own way to listen among them.</param>
    public void UseIn(IServiceCollection services)
    {
        foreach (ServiceDescriptor one in services.Where(IsListener).ToList())
        {
            services.Remove(one);
            services.AddKeyedSingleton<IConnectionListenerFactory>(one.ServiceKey, (found, _) => Factory(found));
        }
    }

    /// <summary>Gives the port back.</summary>
    public void Dispose() => socket.Dispose();

    private static bool IsListener(ServiceDescriptor service) =>
        service.IsKeyedService && service.ServiceType == typeof(IConnectionListenerFactory);

    private SocketTransportFactory Factory(IServiceProvider services)
    {
        SocketTransportOptions options = new() { CreateBoundListenSocket = _ => socket };
        return new SocketTransportFactory(Options.Create(options), services.GetRequiredService<ILoggerFactory>());
    }
}
