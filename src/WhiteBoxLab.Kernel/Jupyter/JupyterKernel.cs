using System.Text.Json.Nodes;
using WhiteBoxLab.Kernel.Running;

namespace WhiteBoxLab.Kernel.Jupyter;

/// <summary>Jupyter's protocol on one side, the lab's kernel on the other: requests become commands, and events become messages.</summary>
internal sealed class JupyterKernel
{
    private readonly JupyterSockets sockets;
    private readonly JupyterCells cells;
    private readonly JupyterInputs inputs;
    private readonly JupyterWidgets widgets;
    private readonly Dictionary<string, Func<JupyterMessage, Task<JsonObject>>> answers;

    public JupyterKernel(JupyterSockets sockets, JupyterEngine engine)
    {
        this.sockets = sockets;
        JupyterHistory history = new();
        JupyterQuestions questions = new(engine);
        widgets = new JupyterWidgets(sockets);
        cells = new JupyterCells(sockets, engine, history, widgets);
        inputs = new JupyterInputs(sockets, engine, cells);
        answers = new Dictionary<string, Func<JupyterMessage, Task<JsonObject>>>(StringComparer.Ordinal)
        {
            ["kernel_info_request"] = _ => Task.FromResult(KernelInfo()),
            ["complete_request"] = questions.CompleteAsync,
            ["inspect_request"] = questions.InspectAsync,
            ["is_complete_request"] = request => Task.FromResult(JupyterQuestions.IsComplete(request)),
            ["history_request"] = request => Task.FromResult(history.Answer(request)),
            ["comm_info_request"] = request => Task.FromResult(widgets.Info(request)),
            ["interrupt_request"] = _ => Task.FromResult(Interrupt()),
            ["shutdown_request"] = request =>
                Task.FromResult(new JsonObject { ["status"] = "ok", ["restart"] = request.Flag("restart", false) }),
        };
        sockets.Requested += request => Take(request, onControl: false);
        sockets.ControlRequested += request => Take(request, onControl: true);
    }

    /// <summary>Stops the cell that runs.</summary>
    public JsonObject Interrupt()
    {
        inputs.Clear();
        cells.Interrupt();
        return new JsonObject { ["status"] = "ok" };
    }

    private void Take(JupyterMessage request, bool onControl)
    {
        if (request.Type == "execute_request")
            cells.Add(request);
        else
            _ = Task.Run(() => AnswerAsync(request, onControl));
    }

    private async Task AnswerAsync(JupyterMessage request, bool onControl)
    {
        State("busy", request.Header);
        if (answers.TryGetValue(request.Type, out Func<JupyterMessage, Task<JsonObject>>? answer))
            sockets.Reply(
                request,
                onControl,
                request.Type.Replace("_request", "_reply", StringComparison.Ordinal),
                await GuardedAsync(answer, request).ConfigureAwait(false)
            );
        else if (request.Type == "comm_open")
            widgets.Refuse(request);
        else if (request.Type == "comm_msg")
            widgets.Answer(request);
        State("idle", request.Header);
        if (cells.Running is { } running)
            State("busy", running); // this answer came in between: the kernel is not idle
        if (request.Type == "shutdown_request")
            sockets.Close();
    }

    // The border where the exceptions of answers stop.
    private static async Task<JsonObject> GuardedAsync(Func<JupyterMessage, Task<JsonObject>> answer, JupyterMessage request)
    {
        try
        {
            return await answer(request).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            return new JsonObject
            {
                ["status"] = "error",
                ["ename"] = exception.GetType().Name,
                ["evalue"] = Sentence.Of(exception),
                ["traceback"] = new JsonArray(),
            };
        }
    }

    private void State(string state, JsonObject parent) =>
        sockets.Publish("status", new JsonObject { ["execution_state"] = state }, parent);

    private static JsonObject KernelInfo() =>
        new()
        {
            ["status"] = "ok",
            ["protocol_version"] = JupyterWire.Version,
            ["implementation"] = "whiteboxlab",
            ["implementation_version"] = typeof(JupyterKernel).Assembly.GetName().Version?.ToString(3) ?? "",
            ["language_info"] = new JsonObject
            {
                ["name"] = "C#",
                ["version"] = "14.0",
                ["mimetype"] = "text/x-csharp",
                ["file_extension"] = ".cs",
                ["pygments_lexer"] = "csharp",
                ["codemirror_mode"] = "text/x-csharp",
            },
            ["banner"] = "WhiteBoxLab: C# with TorchSharp and the lab's explainers. using WhiteBoxLab; is there from the start.",
            ["debugger"] = false,
            ["help_links"] = new JsonArray(),
        };
}
