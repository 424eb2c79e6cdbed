using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using WhiteBoxLab.Kernel.Cells.Progress;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Jupyter;

/// <summary>
/// The bars of <c>progress(...)</c> as widgets of ipywidgets, for clients that have asked for widgets; all others get them as HTML.
/// </summary>
internal sealed class JupyterWidgets(JupyterSockets sockets)
{
    private const string Target = "jupyter.widget",
        ViewType = "application/vnd.jupyter.widget-view+json";

    private static readonly JsonObject Version = new() { ["version"] = "2.1.0" };

    private const int MostBars = 100;

    private readonly ConcurrentDictionary<string, ProgressWidget> bars = new(StringComparer.Ordinal);
    private readonly Queue<string> order = new();
    private volatile bool wanted;

    /// <summary>Answers a <c>comm_info_request</c>: who asks for widgets can show them; who names another target has none here.</summary>
    public JsonObject Info(JupyterMessage request)
    {
        string target = request.Text("target_name");
        wanted |= target == Target;
        JsonObject comms = [];
        foreach (string id in target is "" or Target ? bars.Values.SelectMany(bar => bar.Models.Keys) : [])
            comms[id] = new JsonObject { ["target_name"] = Target };
        return new JsonObject { ["status"] = "ok", ["comms"] = comms };
    }

    /// <summary>Takes a comm that a client opens: it is closed, since none of ours is opened from there.</summary>
    public void Refuse(JupyterMessage request)
    {
        wanted |= request.Text("target_name").StartsWith(Target, StringComparison.Ordinal);
        sockets.Publish(
            "comm_close",
            new JsonObject { ["comm_id"] = request.Text("comm_id"), ["data"] = new JsonObject() },
            request.Header
        );
    }

    /// <summary>Takes a message on a comm: who asks for a widget's state gets it.</summary>
    public void Answer(JupyterMessage message)
    {
        string id = message.Text("comm_id");
        if (
            (string?)message.Content["data"]?["method"] == "request_state"
            && bars.Values.FirstOrDefault(bar => bar.Models.ContainsKey(id)) is { } bar
        )
            Update(id, bar.Models[id], message.Header);
    }

    /// <summary>Shows or moves a bar.</summary>
    /// <returns>False for what is no bar, or where nobody wants widgets.</returns>
    public bool Take(Event shown, JsonObject parent)
    {
        if (!wanted || shown is not DisplayEvent { ValueId: { } value } display || ProgressOf(display) is not { } progress)
            return false;
        if (bars.TryGetValue(value, out ProgressWidget? bar))
            Update(bar.Id, bar.Move(progress), parent);
        else if (shown is DisplayedValueProduced)
            Open(Add(value, new ProgressWidget(progress)), display, parent);
        else
            return false;
        return true;
    }

    // Of many the newest are known.
    private ProgressWidget Add(string value, ProgressWidget bar)
    {
        bars[value] = bar;
        order.Enqueue(value);
        if (order.Count > MostBars)
            bars.TryRemove(order.Dequeue(), out _);
        return bar;
    }

    private static (int Done, int Total, string Text)? ProgressOf(DisplayEvent display) =>
        display.FormattedValues.FirstOrDefault(form => form.MimeType == "text/html")?.Value is { } html ? CellProgress.Read(html) : null;

    private void Open(ProgressWidget bar, DisplayEvent display, JsonObject parent)
    {
        foreach ((string id, JsonObject state) in bar.Models)
        {
            JsonObject data = new() { ["state"] = state.DeepClone(), ["buffer_paths"] = new JsonArray() };
            sockets.Publish(
                "comm_open",
                new JsonObject
                {
                    ["comm_id"] = id,
                    ["target_name"] = Target,
                    ["data"] = data,
                },
                parent,
                (JsonObject)Version.DeepClone()
            );
        }
        JsonObject forms = MimeBundle.Of(display);
        forms[ViewType] = new JsonObject
        {
            ["model_id"] = bar.Id,
            ["version_major"] = 2,
            ["version_minor"] = 0,
        };
        sockets.Publish(
            "display_data",
            new JsonObject
            {
                ["data"] = forms,
                ["metadata"] = new JsonObject(),
                ["transient"] = new JsonObject { ["display_id"] = display.ValueId },
            },
            parent
        );
    }

    private void Update(string id, JsonObject state, JsonObject parent) =>
        sockets.Publish(
            "comm_msg",
            new JsonObject
            {
                ["comm_id"] = id,
                ["data"] = new JsonObject
                {
                    ["method"] = "update",
                    ["state"] = state.DeepClone(),
                    ["buffer_paths"] = new JsonArray(),
                },
            },
            parent
        );
}
