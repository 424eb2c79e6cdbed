using System.Security.Cryptography;
using System.Text;

namespace WhiteBoxLab.Web.Notebooks.Storage;

/// <summary>Gives every cell of a file an id that no other has; the same file always gets the same ids.</summary>
internal sealed class CellIds
{
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);

    /// <summary>How many cells had the id of another.</summary>
    public int Repaired { get; private set; }

    /// <summary>The id of a cell.</summary>
    /// <param name="wanted">The one in the file, or null.</param>
    /// <param name="content">What the id is made from where the file has none.</param>
    public string Take(string? wanted, string content)
    {
        if (wanted is { Length: > 0 } && taken.Add(wanted))
            return wanted;
        if (wanted is { Length: > 0 })
            Repaired++;
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(content));
        string id = Convert.ToHexStringLower(hash.AsSpan(0, 4));
        for (int number = 2; !taken.Add(id); number++)
            id = $"{Convert.ToHexStringLower(hash.AsSpan(0, 4))}-{number}";
        return id;
    }
}
