using System.Buffers;
using System.IO.Pipelines;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Connections;

namespace WhiteBoxLab.Web.Cluster;

/// <summary>
/// What the web processes of one lab know and nobody else: a secret in a file that only their user can read. Two silos show each other
/// that they know it before they talk, and neither tells it.
/// </summary>
/// <param name="folder">Where the file lies; both are made where there are none.</param>
internal sealed class ClusterSecret(string folder)
{
    private const int Length = 32;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly Lazy<Task<byte[]>> key = new(() => KeyInAsync(folder));

    /// <summary>Goes on with a connection where the other side knows the secret, and else ends it.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="next">What comes after the greeting.</param>
    /// <param name="asks">Whether this side has opened the connection.</param>
    public async Task GreetAsync(ConnectionContext connection, ConnectionDelegate next, bool asks)
    {
        if (await IsOneOfUsAsync(connection.Transport, asks))
            await next(connection);
        else
            connection.Abort();
    }

    // Both send a number that was never used before and get it back signed. Each side signs differently: what is sent back unread is no
    // answer.
    private async Task<bool> IsOneOfUsAsync(IDuplexPipe pipe, bool asks)
    {
        try
        {
            using CancellationTokenSource patience = new(Patience);
            byte[] mine = RandomNumberGenerator.GetBytes(Length);
            await pipe.Output.WriteAsync(mine, patience.Token);
            byte[] theirs = await ReadAsync(pipe.Input, patience.Token);
            await pipe.Output.WriteAsync(await SignAsync(asks, theirs, mine), patience.Token);
            byte[] answer = await ReadAsync(pipe.Input, patience.Token);
            byte[] expected = await SignAsync(!asks, mine, theirs);
            return CryptographicOperations.FixedTimeEquals(answer, expected);
        }
        catch (Exception problem) when (problem is OperationCanceledException or IOException or ConnectionAbortedException)
        {
            return false; // silent, or gone
        }
    }

    private async Task<byte[]> SignAsync(bool asks, byte[] question, byte[] own) =>
        HMACSHA256.HashData(await key.Value, (byte[])[asks ? (byte)1 : (byte)0, .. question, .. own]);

    private static async Task<byte[]> ReadAsync(PipeReader input, CancellationToken cancellationToken)
    {
        ReadResult read = await input.ReadAtLeastAsync(Length, cancellationToken);
        if (read.Buffer.Length < Length)
            throw new IOException("The connection ended before the greeting did.");
        byte[] bytes = new byte[Length];
        ReadOnlySequence<byte> first = read.Buffer.Slice(0, Length);
        first.CopyTo(bytes);
        input.AdvanceTo(first.End);
        return bytes;
    }

    private static async Task<byte[]> KeyInAsync(string folder)
    {
        string path = Path.Combine(folder, "secret");
        await using FileStream held = await LockFile.TakeAsync(folder);
        if (!File.Exists(path))
            Write(path, RandomNumberGenerator.GetBytes(Length));
        return await File.ReadAllBytesAsync(path);
    }

    private static void Write(string path, byte[] bytes)
    {
        FileStreamOptions options = new() { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (FileStream file = new($"{path}.tmp", options))
            file.Write(bytes);
        File.Move($"{path}.tmp", path);
    }
}
