using Microsoft.AspNetCore.SignalR;

namespace WhiteBoxLab.Web.Hubs;

/// <summary>Who of the hub's clients watches what. What nobody watches is not pushed.</summary>
/// <param name="hub">The clients.</param>
public sealed class HubAudience(IHubContext<LabHub, ILabClient> hub)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, HashSet<string>> connections = new(StringComparer.Ordinal);

    /// <summary>Raised when the last client that watched a group has left.</summary>
    public event Action<string>? Emptied;

    /// <summary>Whether anybody watches a group.</summary>
    /// <param name="group">The group.</param>
    public bool Has(string group)
    {
        lock (gate)
            return connections.ContainsKey(group);
    }

    /// <summary>The clients that watch a group.</summary>
    /// <param name="group">The group.</param>
    public ILabClient Of(string group) => hub.Clients.Group(group);

    /// <summary>A client watches a group from now on.</summary>
    /// <param name="connection">The client's connection.</param>
    /// <param name="group">The group.</param>
    /// <param name="gone">Cancelled when the client leaves.</param>
    public async Task JoinAsync(string connection, string group, CancellationToken gone)
    {
        lock (gate)
        {
            if (!connections.TryGetValue(group, out HashSet<string>? all))
                connections[group] = all = [];
            all.Add(connection);
        }
        try
        {
            await hub.Groups.AddToGroupAsync(connection, group, gone);
        }
        finally
        {
            if (gone.IsCancellationRequested)
                Leave(connection); // it left while it came
        }
    }

    /// <summary>A client is gone.</summary>
    /// <param name="connection">The client's connection.</param>
    public void Leave(string connection)
    {
        string[] emptied;
        lock (gate)
        {
            emptied = [.. connections.Where(group => group.Value.Remove(connection) && group.Value.Count == 0).Select(group => group.Key)];
            foreach (string group in emptied)
                connections.Remove(group);
        }
        foreach (string group in emptied)
            Emptied?.Invoke(group);
    }
}
