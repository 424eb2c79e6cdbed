using System.Text.Json;

namespace WhiteBoxLab.Kernel.Jupyter;

/// <summary>Where Jupyter waits for the kernel, and the key that both sign with.</summary>
/// <param name="Ip">The address to listen at.</param>
/// <param name="Transport">Always <c>tcp</c>.</param>
/// <param name="ShellPort">For requests.</param>
/// <param name="IopubPort">For outputs.</param>
/// <param name="StdinPort">For questions of cells.</param>
/// <param name="ControlPort">For what must not wait: interrupt and shutdown.</param>
/// <param name="HbPort">For the heartbeat.</param>
/// <param name="Key">The key; empty for no signatures.</param>
/// <param name="SignatureScheme">Always <c>hmac-sha256</c>.</param>
internal sealed record ConnectionFile(
    string Ip,
    string Transport,
    int ShellPort,
    int IopubPort,
    int StdinPort,
    int ControlPort,
    int HbPort,
    string Key = "",
    string SignatureScheme = "hmac-sha256"
)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Reads a connection file.</summary>
    /// <exception cref="IOException">It is not there, or is no connection file of a kind that this kernel speaks.</exception>
    public static ConnectionFile Read(string path)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException(
                $"There is no connection file '{path}'. Jupyter writes it and puts its name in the place of {{connection_file}}."
            );
        ConnectionFile? file = Parse(path);
        if (file is not { Transport: "tcp" })
            throw new IOException($"'{path}' asks for the transport '{file?.Transport}'; this kernel speaks tcp.");
        return file.SignatureScheme == "hmac-sha256" || file.Key.Length == 0
            ? file
            : throw new IOException($"'{path}' asks for signatures by {file.SignatureScheme}; this kernel signs by hmac-sha256.");
    }

    /// <summary>The address of one of the ports.</summary>
    public string At(int port) => $"tcp://{Ip}:{port}";

    private static ConnectionFile? Parse(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<ConnectionFile>(File.ReadAllText(path), Json);
        }
        catch (JsonException exception)
        {
            throw new IOException($"'{path}' is no connection file of Jupyter: {exception.Message}", exception);
        }
    }
}
