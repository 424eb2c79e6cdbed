using System.Collections.Concurrent;
using System.Net;

namespace WhiteBoxLab.Web.SignIn;

/// <summary>
/// Makes guessing slow, whichever door it tries: wrong tokens of one address wait half a second, one after another, and stand in the log;
/// right ones never wait.
/// </summary>
/// <param name="log">Where they are told.</param>
public sealed class WrongTokens(ILogger<WrongTokens> log)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.5);
    private readonly ConcurrentDictionary<IPAddress, Task> last = new();

    /// <summary>Waits for the turn of the visitor's address and then half a second.</summary>
    /// <param name="context">The request with the wrong token.</param>
    public async Task DelayAsync(HttpContext context)
    {
        IPAddress address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        log.LogWarning("A wrong token came from {Address}.", address);
        Task mine = last.AddOrUpdate(address, _ => Task.Delay(Pause), (_, before) => AfterAsync(before));
        await mine.WaitAsync(context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        last.TryRemove(KeyValuePair.Create(address, mine)); // nobody came after
    }

    private static async Task AfterAsync(Task before)
    {
        await before;
        await Task.Delay(Pause);
    }
}
