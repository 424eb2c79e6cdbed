using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Jupyter;

/// <summary>Runs the cells that Jupyter asks for, one after the other, and tells what they print and show.</summary>
internal sealed class JupyterCells
{
    private const int MostKnown = 500;

    private readonly Lock gate = new();
    private readonly Queue<JupyterMessage> waiting = new();
    private readonly ConcurrentDictionary<string, JupyterCell> known = new(StringComparer.Ordinal);
    private readonly Queue<string> order = new();
    private readonly JupyterSockets sockets;
    private readonly JupyterEngine engine;
    private readonly JupyterHistory history;
    private readonly JupyterWidgets widgets;
    private CancellationTokenSource? stop;
    private bool working;
    private int count;

    public JupyterCells(JupyterSockets sockets, JupyterEngine engine, JupyterHistory history, JupyterWidgets widgets)
    {
        (this.sockets, this.engine, this.history, this.widgets) = (sockets, engine, history, widgets);
        engine.EventReceived += Take;
    }

    /// <summary>The header of the request whose cell runs, or null.</summary>
    public JsonObject? Running { get; private set; }

    /// <summary>The cell of a command, also when it has ended; null for one long gone.</summary>
    public JupyterCell? Find(string token) => known.GetValueOrDefault(token);

    /// <summary>Queues a request.</summary>
    public void Add(JupyterMessage request)
    {
        lock (gate)
        {
            waiting.Enqueue(request);
            if (working)
                return;
            working = true;
        }
        _ = Task.Run(WorkAsync);
    }

    /// <summary>Stops the cell that runs.</summary>
    public void Interrupt()
    {
        lock (gate)
            stop?.CancelAsync();
    }

    private async Task WorkAsync()
    {
        while (Next() is { } request)
        {
            if (await RunAsync(request).ConfigureAwait(false) || !request.Flag("stop_on_error", true))
                continue;
            foreach (JupyterMessage left in TakeAll())
                Abort(left);
        }
    }

    private JupyterMessage? Next()
    {
        lock (gate)
        {
            working = waiting.TryDequeue(out JupyterMessage? request);
            return request;
        }
    }

    private JupyterMessage[] TakeAll()
    {
        lock (gate)
        {
            JupyterMessage[] all = [.. waiting];
            waiting.Clear();
            return all;
        }
    }

    private void Abort(JupyterMessage request)
    {
        sockets.Publish("status", new JsonObject { ["execution_state"] = "busy" }, request.Header);
        sockets.Reply(request, false, "execute_reply", new JsonObject { ["status"] = "aborted", ["execution_count"] = count });
        sockets.Publish("status", new JsonObject { ["execution_state"] = "idle" }, request.Header);
    }

    private async Task<bool> RunAsync(JupyterMessage request)
    {
        JupyterCell cell = Begin(request);
        using CancellationTokenSource stopping = new();
        lock (gate)
            (stop, Running) = (stopping, request.Header);
        CommandResult result;
        try
        {
            string code = request.Text("code");
            result = string.IsNullOrWhiteSpace(code)
                ? new CommandResult(true, null)
                : await engine
                    .RunAsync(new CommandEnvelope(cell.Token, new SubmitCode(code), []), null, stopping.Token)
                    .ConfigureAwait(false);
        }
        catch (InvalidOperationException problem) // no kernel can be started
        {
            result = new CommandResult(false, problem.Message);
        }
        lock (gate)
            stop = null;
        JsonObject reply = result.Succeeded ? Success(cell, await ExpressionsAsync(request).ConfigureAwait(false)) : Failure(cell, result);
        sockets.Reply(request, false, "execute_reply", reply);
        Running = null;
        sockets.Publish("status", new JsonObject { ["execution_state"] = "idle" }, request.Header);
        return result.Succeeded;
    }

    private JupyterCell Begin(JupyterMessage request)
    {
        bool kept =
            !request.Flag("silent", false) && request.Flag("store_history", true) && !string.IsNullOrWhiteSpace(request.Text("code"));
        JupyterCell cell = new(request, kept ? ++count : count);
        if (kept)
            history.Add(cell.Count, request.Text("code"));
        known[cell.Token] = cell;
        order.Enqueue(cell.Token);
        if (order.Count > MostKnown)
            known.TryRemove(order.Dequeue(), out _);
        sockets.Publish("status", new JsonObject { ["execution_state"] = "busy" }, request.Header);
        if (!cell.Silent)
            sockets.Publish(
                "execute_input",
                new JsonObject { ["code"] = request.Text("code"), ["execution_count"] = cell.Count },
                request.Header
            );
        return cell;
    }

    private void Take(EventEnvelope envelope)
    {
        if (envelope.Command is not { } command || (Find(command.Token) ?? Find(command.RootToken)) is not { Silent: var silent } cell)
            return;
        if (!silent && widgets.Take(envelope.Event, cell.Request.Header))
            return;
        if (cell.MessageOf(envelope.Event) is { } message)
            sockets.Publish(message.Type, message.Content, cell.Request.Header);
    }

    private static JsonObject Success(JupyterCell cell, JsonObject expressions) =>
        new()
        {
            ["status"] = "ok",
            ["execution_count"] = cell.Count,
            ["payload"] = new JsonArray(),
            ["user_expressions"] = expressions,
        };

    private JsonObject Failure(JupyterCell cell, CommandResult result)
    {
        CellFailure failure = CellFailure.Of(result.Message ?? "");
        if (!cell.Silent)
            sockets.Publish("error", Told(failure), cell.Request.Header);
        JsonObject reply = Told(failure);
        reply["status"] = "error";
        reply["execution_count"] = cell.Count;
        if (result.Death is not null)
            count = 0; // the new kernel counts from 1 again
        return reply;
    }

    private static JsonObject Told(CellFailure failure) =>
        new()
        {
            ["ename"] = failure.Name,
            ["evalue"] = failure.Value,
            ["traceback"] = failure.Traceback,
        };

    private async Task<JsonObject> ExpressionsAsync(JupyterMessage request)
    {
        JsonObject values = [];
        foreach ((string name, JsonNode? expression) in request.Content["user_expressions"] as JsonObject ?? [])
            values[name] = await ValueAsync((string?)expression ?? "").ConfigureAwait(false);
        return values;
    }

    private async Task<JsonObject> ValueAsync(string expression)
    {
        ReturnValueProduced? value = null;
        CommandResult result = await engine
            .RunAsync(new CommandEnvelope(Wire.NewToken(), new SubmitCode(expression), []), one =>
                value = one as ReturnValueProduced ?? value
            )
            .ConfigureAwait(false);
        if (result.Succeeded && value is not null)
            return new JsonObject
            {
                ["status"] = "ok",
                ["data"] = MimeBundle.Of(value),
                ["metadata"] = new JsonObject(),
            };
        JsonObject failure = Told(CellFailure.Of(result.Message ?? $"'{expression}' has no value."));
        failure["status"] = "error";
        return failure;
    }
}
