using System.Text.Json.Nodes;

namespace WhiteBoxLab.Kernel.Jupyter;

/// <summary>A bar as ipywidgets knows it: three models, the bar itself last.</summary>
internal sealed class ProgressWidget
{
    private const string Base = "@jupyter-widgets/base",
        Controls = "@jupyter-widgets/controls";

    public ProgressWidget((int Done, int Total, string Text) progress)
    {
        (string layout, string style) = (NewId(), NewId());
        JsonObject bar = Model(Controls, "IntProgressModel", Controls, "ProgressView");
        foreach (
            (string name, JsonNode? value) in new JsonObject
            {
                ["min"] = 0,
                ["bar_style"] = "",
                ["orientation"] = "horizontal",
                ["layout"] = "IPY_MODEL_" + layout,
                ["style"] = "IPY_MODEL_" + style,
            }
        )
            bar[name] = value?.DeepClone();
        JsonObject words = Model(Controls, "ProgressStyleModel", Base, "StyleView");
        words["description_width"] = "initial";
        Models = new Dictionary<string, JsonObject>
        {
            [layout] = Model(Base, "LayoutModel", Base, "LayoutView"),
            [style] = words,
            [Id] = bar,
        };
        Move(progress);
    }

    /// <summary>The id of the bar's model and of its comm.</summary>
    public string Id { get; } = NewId();

    /// <summary>The states of the models, by their ids.</summary>
    public IReadOnlyDictionary<string, JsonObject> Models { get; }

    /// <summary>Moves the bar.</summary>
    /// <returns>What is new of its state.</returns>
    public JsonObject Move((int Done, int Total, string Text) progress)
    {
        JsonObject moved = new()
        {
            ["value"] = progress.Done,
            ["max"] = Math.Max(1, Math.Max(progress.Done, progress.Total)),
            ["description"] = progress.Text,
        };
        foreach ((string name, JsonNode? value) in moved)
            Models[Id][name] = value?.DeepClone();
        return moved;
    }

    private static JsonObject Model(string module, string model, string viewModule, string view) =>
        new()
        {
            ["_model_module"] = module,
            ["_model_module_version"] = "2.0.0",
            ["_model_name"] = model,
            ["_view_module"] = viewModule,
            ["_view_module_version"] = "2.0.0",
            ["_view_name"] = view,
        };

    private static string NewId() => Guid.NewGuid().ToString("n");
}
