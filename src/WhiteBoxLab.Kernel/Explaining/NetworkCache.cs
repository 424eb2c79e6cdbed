using System.Collections.Concurrent;

namespace WhiteBoxLab.Kernel.Explaining;

/// <summary>
/// The networks that are open, by name or folder; a folder whose files have changed is opened anew. Belongs to one thread, but for
/// <see cref="Peek"/>.
/// </summary>
internal sealed class NetworkCache : IDisposable
{
    private const int MostFolders = 3;

    /// <summary>The networks that come with the lab, by name: what opens them, and that as C#.</summary>
    public static IReadOnlyDictionary<string, (Func<Network> Open, string Code)> Shipped { get; } =
        new Dictionary<string, (Func<Network> Open, string Code)>(StringComparer.Ordinal)
        {
            [Default] = (Network.EfficientNetLite0, $"{nameof(Network)}.{nameof(Network.EfficientNetLite0)}()"),
        };

    /// <summary>The network that is there unless told otherwise.</summary>
    public const string Default = "efficientnet-lite0";

    private readonly ConcurrentDictionary<string, Network> shipped = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Key, Network Network)> folders = new();

    /// <summary>A network.</summary>
    /// <param name="nameOrFolder">The name of one that comes with the lab, or a folder.</param>
    /// <returns>The network; it stays the cache's.</returns>
    /// <exception cref="ArgumentException">There is no such network.</exception>
    public Network Get(string nameOrFolder)
    {
        if (shipped.TryGetValue(nameOrFolder, out Network? network))
            return network;
        if (Shipped.TryGetValue(nameOrFolder, out (Func<Network> Open, string Code) known))
            return shipped[nameOrFolder] = known.Open();
        string description = Path.Combine(nameOrFolder, "network.json");
        if (!File.Exists(description))
            throw new ArgumentException(
                $"There is no network '{nameOrFolder}'. There is {string.Join(", ", Shipped.Keys)}, or any folder with "
                    + $"network.json and weights.safetensors."
            );
        return Folder(
            nameOrFolder,
            $"{Path.GetFullPath(nameOrFolder)} {File.GetLastWriteTimeUtc(description).Ticks} "
                + $"{File.GetLastWriteTimeUtc(Path.Combine(nameOrFolder, "weights.safetensors")).Ticks}"
        );
    }

    /// <summary>The C# that opens a network.</summary>
    public static string CodeOf(string nameOrFolder) =>
        Shipped.TryGetValue(nameOrFolder, out (Func<Network> Open, string Code) known)
            ? known.Code
            : $"{nameof(Network)}.{nameof(Network.Open)}({MapCode.Text(nameOrFolder)})";

    /// <summary>A network that comes with the lab and is open already; null for others. From any thread.</summary>
    /// <param name="name">Its name.</param>
    public Network? Peek(string name) => shipped.GetValueOrDefault(name);

    public void Dispose()
    {
        foreach (Network network in shipped.Values.Concat(folders.Select(one => one.Network)))
            network.Dispose();
    }

    private Network Folder(string folder, string key)
    {
        (string Key, Network Network) found = folders.FirstOrDefault(one => one.Key == key);
        if (found.Network is { } open)
        {
            folders.Remove(found);
            folders.AddFirst(found);
            return open;
        }
        folders.AddFirst((key, Network.Open(folder)));
        if (folders.Count > MostFolders && folders.Last is { } last)
        {
            last.Value.Network.Dispose();
            folders.RemoveLast();
        }
        return folders.First!.Value.Network; // just added
    }
}
