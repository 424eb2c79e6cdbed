using System.Net;
using System.Net.Sockets;

namespace WhiteBoxLab.Web.Settings;

/// <summary>The addresses the lab listens on: this machine only, unless told otherwise.</summary>
/// <param name="Urls">The addresses, such as <c>http://127.0.0.1:5080</c>.</param>
public sealed record LabAddresses(IReadOnlyList<string> Urls)
{
    private const int FirstPort = 5080;

    /// <summary>Reads <c>--urls</c>; without it takes the first free port from 5080 on, on the loopback.</summary>
    /// <param name="settings">The app's settings.</param>
    public static LabAddresses From(IConfiguration settings)
    {
        string? given = settings["urls"];
        return new LabAddresses(
            given is null
                ? [$"http://127.0.0.1:{FreePort()}"]
                : given.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        );
    }

    /// <summary>The names in the addresses, without scheme and port.</summary>
    public IEnumerable<string> Hosts => Urls.Select(url => BindingAddress.Parse(url).Host);

    /// <summary>Whether nobody but this machine can reach the lab.</summary>
    public bool LoopbackOnly => Hosts.All(IsLoopback);

    /// <summary>Whether a name or number means this machine.</summary>
    /// <param name="host">Such as <c>localhost</c>, <c>127.0.0.1</c> or <c>[::1]</c>.</param>
    public static bool IsLoopback(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address));

    private static int FreePort() => Enumerable.Range(FirstPort, 100).FirstOrDefault(IsFree, FirstPort);

    private static bool IsFree(int port)
    {
        try
        {
            using TcpListener listener = new(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
