using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using NetMQ;
using NetMQ.Sockets;
using WhiteBoxLab.Protocol;
using Xunit;

namespace WhiteBoxLab.Kernel.Tests;

/// <summary>
/// A client of Jupyter's protocol over real sockets, and the kernel's process that it talks to. Shared by the tests of a class, which run
/// one after the other.
/// </summary>
public sealed class JupyterClient : IAsyncLifetime
{
    private const string Key = "0b5e9a3c-a-key";
    private readonly string folder = Directory.CreateTempSubdirectory("wbl-jupyter-").FullName;
    private readonly string session = Guid.NewGuid().ToString();
    private readonly SubscriberSocket iopub = new();
    private readonly DealerSocket heartbeat = new();
    private readonly List<Message> seen = [];

    public DealerSocket Shell { get; } = new();

    public DealerSocket Control { get; } = new();

    public DealerSocket Stdin { get; } = new();

    public Process Kernel { get; private set; } = null!; // started before the first test

    public async ValueTask InitializeAsync()
    {
        int[] ports = FreePorts(5);
        string file = Path.Combine(folder, "connection.json");
        await File.WriteAllTextAsync(
            file,
            new JsonObject
            {
                ["ip"] = "127.0.0.1",
                ["transport"] = "tcp",
                ["shell_port"] = ports[0],
                ["iopub_port"] = ports[1],
                ["stdin_port"] = ports[2],
                ["control_port"] = ports[3],
                ["hb_port"] = ports[4],
                ["key"] = Key,
                ["signature_scheme"] = "hmac-sha256",
                ["kernel_name"] = "whiteboxlab",
            }.ToJsonString()
        );
        KernelStart start = KernelStart.Here(
            AppContext.BaseDirectory,
            "jupyter",
            "-f",
            file,
            "--artifacts",
            Path.Combine(folder, "artifacts")
        );
        Kernel = Process.Start(new ProcessStartInfo(start.FileName, start.Arguments) { WorkingDirectory = folder })!;
        byte[] identity = Guid.NewGuid().ToByteArray();
        NetMQSocket[] sockets = [Shell, iopub, Stdin, Control, heartbeat];
        foreach ((NetMQSocket socket, int port) in sockets.Zip(ports))
        {
            if (socket is DealerSocket dealer)
                dealer.Options.Identity = identity;
            socket.Connect($"tcp://127.0.0.1:{port}");
        }
        iopub.SubscribeToAnyTopic();
        while (!IsJoined())
            continue;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (NetMQSocket socket in new NetMQSocket[] { Shell, iopub, Stdin, Control, heartbeat })
            socket.Dispose();
        if (!Kernel.HasExited)
            Kernel.Kill(entireProcessTree: true);
        await Kernel.WaitForExitAsync();
        Kernel.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Sends a request.</summary>
    /// <returns>Its id.</returns>
    public string Send(DealerSocket socket, string type, JsonObject? content = null, string key = Key, JsonObject? parent = null)
    {
        string id = Guid.NewGuid().ToString();
        JsonObject header = new()
        {
            ["msg_id"] = id,
            ["msg_type"] = type,
            ["username"] = "test",
            ["session"] = session,
            ["date"] = "2026-01-01T00:00:00Z",
            ["version"] = "5.3",
        };
        byte[][] parts = [.. new[] { header, parent ?? [], [], content ?? [] }.Select(part => Encoding.UTF8.GetBytes(part.ToJsonString()))];
        socket.SendMultipartBytes([.. new[] { "<IDS|MSG>"u8.ToArray(), Signature(parts, key) }, .. parts]);
        return id;
    }

    /// <summary>The answer to a request.</summary>
    public Message Reply(DealerSocket socket, string id)
    {
        while (true)
        {
            Message message = Receive(socket) ?? throw new TimeoutException("There is no answer.");
            if (message.ParentId == id)
                return message;
        }
    }

    /// <summary>The next message on a channel.</summary>
    public Message Next(DealerSocket socket) => Receive(socket) ?? throw new TimeoutException("There is no message.");

    /// <summary>What is told of a request, until the kernel is idle again.</summary>
    public IReadOnlyList<Message> Outputs(string id) =>
        Outputs(id, message => message.Type == "status" && message.Text("execution_state") == "idle");

    /// <summary>What is told of a request, until some message.</summary>
    public IReadOnlyList<Message> Outputs(string id, Func<Message, bool> until)
    {
        while (!seen.Any(message => message.ParentId == id && until(message)))
            seen.Add(Receive(iopub) ?? throw new TimeoutException("Nothing more is told."));
        return [.. seen.Where(message => message.ParentId == id)];
    }

    /// <summary>Runs a cell.</summary>
    public (Message Reply, IReadOnlyList<Message> Outputs) Execute(string code, JsonObject? more = null)
    {
        string id = Send(Shell, "execute_request", Cell(code, more));
        return (Reply(Shell, id), Outputs(id));
    }

    public static JsonObject Cell(string code, JsonObject? more = null)
    {
        JsonObject content = new()
        {
            ["code"] = code,
            ["silent"] = false,
            ["store_history"] = true,
            ["user_expressions"] = new JsonObject(),
            ["allow_stdin"] = true,
            ["stop_on_error"] = true,
        };
        foreach ((string name, JsonNode? value) in more ?? [])
            content[name] = value?.DeepClone();
        return content;
    }

    public string Beat(string text)
    {
        heartbeat.SendFrame(text);
        return heartbeat.TryReceiveFrameString(Patience.Long, out string? answer)
            ? answer ?? ""
            : throw new TimeoutException("The heart has stopped.");
    }

    private bool IsJoined()
    {
        if (Kernel.HasExited)
            throw new InvalidOperationException($"The kernel ended with {Kernel.ExitCode}.");
        string id = Send(Shell, "kernel_info_request");
        Reply(Shell, id);
        List<byte[]> frames = [];
        return iopub.TryReceiveMultipartBytes(TimeSpan.FromMilliseconds(300), ref frames); // a subscription takes a moment to arrive
    }

    private static Message? Receive(NetMQSocket socket)
    {
        List<byte[]> frames = [];
        if (!socket.TryReceiveMultipartBytes(Patience.Long, ref frames))
            return null;
        int delimiter = frames.FindIndex(frame => "<IDS|MSG>"u8.SequenceEqual(frame));
        byte[][] parts = [.. frames.Skip(delimiter + 2).Take(4)];
        Assert.Equal(Encoding.ASCII.GetString(Signature(parts, Key)), Encoding.ASCII.GetString(frames[delimiter + 1]));
        return new Message(
            JsonNode.Parse(parts[0])!.AsObject(),
            JsonNode.Parse(parts[1])!.AsObject(),
            JsonNode.Parse(parts[3])!.AsObject()
        );
    }

    private static byte[] Signature(byte[][] parts, string key) =>
        Encoding.ASCII.GetBytes(
            Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), parts.SelectMany(part => part).ToArray()))
        );

    // Below those that outgoing connections get: a client that waits for a listener on one of these can be given the same one, and is then
    // connected to itself.
    private static int[] FreePorts(int count)
    {
        List<TcpListener> listeners = [];
        Random draw = new(Environment.ProcessId); // another way for each process of tests
        while (listeners.Count < count)
            TryListen(draw.Next(12000, 30000), listeners);
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        foreach (TcpListener listener in listeners)
            listener.Dispose();
        return ports;
    }

    private static void TryListen(int port, List<TcpListener> listeners)
    {
        TcpListener listener = new(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            listeners.Add(listener);
        }
        catch (SocketException)
        {
            listener.Dispose(); // somebody has it
        }
    }

    /// <summary>A message as it came.</summary>
    public sealed record Message(JsonObject Header, JsonObject Parent, JsonObject Content)
    {
        public string Type => (string)Header["msg_type"]!;

        public string? ParentId => (string?)Parent["msg_id"];

        public string Text(string name) => (string?)Content[name] ?? "";

        public string? Data(string mimeType) => (string?)Content["data"]?[mimeType];
    }
}
