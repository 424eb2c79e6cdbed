using System.Text.Json.Nodes;
using NetMQ;
using NetMQ.Sockets;

namespace WhiteBoxLab.Kernel.Jupyter;

/// <summary>
/// The five sockets of a Jupyter kernel. They belong to one thread; what is to be sent from others is queued for it, and so keeps its
/// order.
/// </summary>
internal sealed class JupyterSockets : IDisposable
{
    private readonly RouterSocket shell = new(),
        control = new(),
        stdin = new();
    private readonly PublisherSocket iopub = new();
    private readonly RouterSocket heartbeat = new();
    private readonly NetMQPoller poller;
    private readonly NetMQQueue<Action> outgoing = new();
    private readonly JupyterWire wire;
    private readonly Action<string> complain;

    /// <param name="file">Where to listen.</param>
    /// <param name="complain">Told of messages that are refused.</param>
    /// <exception cref="IOException">Another program listens there.</exception>
    public JupyterSockets(ConnectionFile file, Action<string> complain)
    {
        this.complain = complain;
        wire = new JupyterWire(file.Key);
        Bind(shell, file.At(file.ShellPort));
        Bind(control, file.At(file.ControlPort));
        Bind(stdin, file.At(file.StdinPort));
        Bind(iopub, file.At(file.IopubPort));
        Bind(heartbeat, file.At(file.HbPort));
        iopub.Options.SendHighWatermark = 0; // outputs are capped before they come here; none may be lost on the way
        outgoing.ReceiveReady += (_, queue) => Drain(queue.Queue);
        heartbeat.ReceiveReady += (_, socket) => socket.Socket.SendMultipartBytes(socket.Socket.ReceiveMultipartBytes());
        shell.ReceiveReady += (_, socket) => Take(socket.Socket, Requested);
        control.ReceiveReady += (_, socket) => Take(socket.Socket, ControlRequested);
        stdin.ReceiveReady += (_, socket) => Take(socket.Socket, Answered);
        poller = [shell, control, stdin, iopub, heartbeat, outgoing];
    }

    /// <summary>Raised for requests on the shell channel; must not take long, as neither must the others.</summary>
    public event Action<JupyterMessage>? Requested;

    /// <summary>Raised for requests on the control channel.</summary>
    public event Action<JupyterMessage>? ControlRequested;

    /// <summary>Raised for answers on the stdin channel.</summary>
    public event Action<JupyterMessage>? Answered;

    /// <summary>Sends and receives until <see cref="Close"/>.</summary>
    public void Run() => poller.Run();

    /// <summary>Answers a request on the channel that it came on.</summary>
    public void Reply(JupyterMessage request, bool onControl, string type, JsonObject content) =>
        Send(onControl ? control : shell, wire.Make(type, content, request.Header, request.Identities));

    /// <summary>Tells all who listen.</summary>
    public void Publish(string type, JsonObject content, JsonObject parent) => Send(iopub, wire.Make(type, content, parent));

    /// <summary>Tells all who listen, with metadata.</summary>
    public void Publish(string type, JsonObject content, JsonObject parent, JsonObject metadata) =>
        Send(iopub, wire.Make(type, content, parent) with { Metadata = metadata });

    /// <summary>Asks the sender of a request.</summary>
    public void Ask(JupyterMessage request, JsonObject content) =>
        Send(stdin, wire.Make("input_request", content, request.Header, request.Identities));

    /// <summary>Ends <see cref="Run"/> when all is sent that was to be sent before.</summary>
    public void Close() => outgoing.Enqueue(poller.StopAsync);

    public void Dispose()
    {
        poller.Dispose();
        outgoing.Dispose();
        foreach (NetMQSocket socket in new NetMQSocket[] { shell, control, stdin, iopub, heartbeat })
            socket.Dispose();
        NetMQConfig.Cleanup(block: true); // waits for what is on its way
    }

    private static void Bind(NetMQSocket socket, string address)
    {
        socket.Options.Linger = TimeSpan.FromSeconds(1);
        try
        {
            socket.Bind(address);
        }
        catch (NetMQException exception)
        {
            throw new IOException($"This kernel cannot listen at {address}: {exception.Message}", exception);
        }
    }

    private static void Drain(NetMQQueue<Action> queue)
    {
        while (queue.TryDequeue(out Action? send, TimeSpan.Zero))
            send();
    }

    private void Send(NetMQSocket socket, JupyterMessage message)
    {
        List<byte[]> frames = wire.Write(message);
        outgoing.Enqueue(() => socket.SendMultipartBytes(frames));
    }

    private void Take(NetMQSocket socket, Action<JupyterMessage>? take)
    {
        List<byte[]> frames = socket.ReceiveMultipartBytes();
        try
        {
            take?.Invoke(wire.Read(frames));
        }
        catch (FormatException problem)
        {
            complain($"A message was refused: {problem.Message}.");
        }
    }
}
