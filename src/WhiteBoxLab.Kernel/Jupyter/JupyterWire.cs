using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WhiteBoxLab.Kernel.Jupyter;

/// <summary>
/// Messages as frames: identities, a delimiter, a signature over what follows, and four JSON objects (header, parent header, metadata,
/// content).
/// </summary>
/// <param name="key">The key to sign with; empty for no signatures.</param>
internal sealed class JupyterWire(string key)
{
    /// <summary>The version of the protocol.</summary>
    public const string Version = "5.3";

    private const int Parts = 4;
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly byte[] secret = Encoding.UTF8.GetBytes(key);
    private readonly string session = Guid.NewGuid().ToString();

    private static ReadOnlySpan<byte> Delimiter => "<IDS|MSG>"u8;

    /// <summary>A new message.</summary>
    public JupyterMessage Make(string type, JsonObject content, JsonObject parent, IReadOnlyList<byte[]>? identities = null) =>
        new(
            identities ?? [],
            new JsonObject
            {
                ["msg_id"] = Guid.NewGuid().ToString(),
                ["msg_type"] = type,
                ["username"] = "kernel",
                ["session"] = session,
                ["date"] = TimeProvider.System.GetUtcNow().ToString("O", CultureInfo.InvariantCulture),
                ["version"] = Version,
            },
            parent,
            content
        );

    /// <summary>The frames of a message.</summary>
    public List<byte[]> Write(JupyterMessage message)
    {
        byte[][] parts = [Bytes(message.Header), Bytes(message.Parent), Bytes(message.Metadata), Bytes(message.Content)];
        return [.. message.Identities, Delimiter.ToArray(), Encoding.ASCII.GetBytes(Signature(parts)), .. parts];
    }

    /// <summary>The message in some frames.</summary>
    /// <exception cref="FormatException">They are no message, or its signature is wrong.</exception>
    public JupyterMessage Read(IReadOnlyList<byte[]> frames)
    {
        int delimiter = Enumerable.Range(0, frames.Count).FirstOrDefault(place => Delimiter.SequenceEqual(frames[place]), -1);
        if (delimiter < 0 || frames.Count < delimiter + 2 + Parts)
            throw new FormatException("it is not in the frames of Jupyter's protocol");
        byte[][] parts = [.. frames.Skip(delimiter + 2).Take(Parts)];
        if (secret.Length > 0 && !CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Signature(parts)), frames[delimiter + 1]))
            throw new FormatException("its signature is wrong");
        return new JupyterMessage([.. frames.Take(delimiter)], Object(parts[0]), Object(parts[1]), Object(parts[3]));
    }

    private static byte[] Bytes(JsonObject part) => Encoding.UTF8.GetBytes(part.ToJsonString(Json));

    private static JsonObject Object(byte[] part)
    {
        try
        {
            return JsonNode.Parse(part) as JsonObject ?? throw new FormatException("a part of it is no JSON object");
        }
        catch (JsonException exception)
        {
            throw new FormatException("a part of it is no JSON", exception);
        }
    }

    private string Signature(byte[][] parts)
    {
        if (secret.Length == 0)
            return "";
        using IncrementalHash hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        foreach (byte[] part in parts)
            hash.AppendData(part);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
