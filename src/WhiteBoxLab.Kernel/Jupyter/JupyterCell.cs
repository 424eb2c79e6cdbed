using System.Text.Json.Nodes;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Jupyter;

/// <summary>A request of Jupyter to run a cell.</summary>
/// <param name="request">The request.</param>
/// <param name="count">Its number, as it stands beside the cell.</param>
internal sealed class JupyterCell(JupyterMessage request, int count)
{
    /// <summary>The token of its command.</summary>
    public string Token { get; } = Wire.NewToken();

    public JupyterMessage Request { get; } = request;

    public int Count { get; } = count;

    public bool Silent { get; } = request.Flag("silent", false);

    public bool MayAsk { get; } = request.Flag("allow_stdin", false);

    /// <summary>What an event of it is on the outputs' channel; null for nothing.</summary>
    public (string Type, JsonObject Content)? MessageOf(Event one) =>
        one switch
        {
            _ when Silent => null,
            StandardOutputValueProduced print => Stream("stdout", print),
            StandardErrorValueProduced print => Stream("stderr", print),
            ReturnValueProduced value => (
                "execute_result",
                new JsonObject
                {
                    ["execution_count"] = Count,
                    ["data"] = MimeBundle.Of(value),
                    ["metadata"] = new JsonObject(),
                }
            ),
            DisplayedValueUpdated update => ("update_display_data", Display(update)),
            DisplayEvent value => ("display_data", Display(value)),
            OutputCleared cleared => ("clear_output", new JsonObject { ["wait"] = cleared.Wait }),
            ErrorProduced error => ("stream", new JsonObject { ["name"] = "stderr", ["text"] = error.Message + "\n" }),
            _ => null,
        };

    private static (string, JsonObject) Stream(string name, DisplayEvent print) =>
        (
            "stream",
            new JsonObject { ["name"] = name, ["text"] = string.Concat(print.FormattedValues.Take(1).Select(value => value.Value)) }
        );

    private static JsonObject Display(DisplayEvent value) =>
        new()
        {
            ["data"] = MimeBundle.Of(value),
            ["metadata"] = new JsonObject(),
            ["transient"] = value.ValueId is null ? new JsonObject() : new JsonObject { ["display_id"] = value.ValueId },
        };
}
