using System.Net;
using WhiteBoxLab.Web.Settings;

namespace WhiteBoxLab.Web.SignIn;

/// <summary>The names under which the lab answers, so that a foreign name that points here (DNS rebinding) gets nothing.</summary>
/// <param name="addresses">Where the lab listens.</param>
/// <param name="settings">The lab's settings, of which <see cref="LabSettings.Hosts"/> adds names.</param>
public sealed class LabHosts(LabAddresses addresses, LabSettings settings)
{
    private readonly HashSet<string> names = new([.. addresses.Hosts, Environment.MachineName], StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Whether the lab answers to a name: its own, one of the settings, or, where others can reach it, this machine's and any number.
    /// </summary>
    /// <param name="host">The name in the request's <c>Host</c> header, without port.</param>
    public bool Knows(string host) =>
        LabAddresses.IsLoopback(host)
        || settings.Hosts.Contains(host, StringComparer.OrdinalIgnoreCase)
        || (!addresses.LoopbackOnly && (names.Contains(host) || IPAddress.TryParse(host.Trim('[', ']'), out _)));

    /// <summary>Whether a request comes from a page of the lab's own, or from no page at all.</summary>
    /// <param name="request">The request.</param>
    public static bool IsOwnOrigin(HttpRequest request)
    {
        string origin = request.Headers.Origin.ToString();
        return origin.Length == 0
            ? !IsForeignFetch(request)
            : Uri.TryCreate(origin, UriKind.Absolute, out Uri? from)
                && string.Equals(from.Authority, Authority(request), StringComparison.OrdinalIgnoreCase);
    }

    private static string Authority(HttpRequest request) => new Uri($"{request.Scheme}://{request.Host}").Authority;

    // A browser says so itself where a foreign page embeds or fetches something; following a link is no such thing.
    private static bool IsForeignFetch(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site"
        && request.Headers["Sec-Fetch-Mode"].ToString() != "navigate";
}
