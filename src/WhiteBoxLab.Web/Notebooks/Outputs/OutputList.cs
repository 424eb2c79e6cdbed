using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Notebooks.Document;

namespace WhiteBoxLab.Web.Notebooks.Outputs;

/// <summary>
/// The outputs of a cell as they come: prints of one stream join, updates replace, floods keep their head and their tail.
/// </summary>
public static class OutputList
{
    /// <summary>The longest text of a stream that is kept, in characters.</summary>
    public const int LongestText = 200_000;

    /// <summary>The most outputs of a cell that are kept.</summary>
    public const int MostOutputs = 500;

    /// <summary>The outputs after one more. What went wrong is kept however many there are.</summary>
    /// <param name="outputs">The outputs so far.</param>
    /// <param name="output">The new one.</param>
    /// <param name="updates">Whether it replaces the outputs of the same value.</param>
    public static ImmutableList<CellOutput> Take(ImmutableList<CellOutput> outputs, CellOutput output, bool updates)
    {
        if (updates && outputs.FindIndex(shown => shown.ValueId is not null && shown.ValueId == output.ValueId) is >= 0 and var place)
            return outputs.SetItem(place, output);
        if (output.Type == "error")
            return outputs.Add(output);
        if (outputs.Count > MostOutputs)
            return updates ? outputs : outputs.SetItem(MostOutputs, LeftOut(CountOf(outputs[MostOutputs]) + 1));
        if (outputs is [.., var last] && NotebookOutput.Continues(last.Json, output.Json))
            return outputs.SetItem(outputs.Count - 1, Join(last, output));
        return outputs.Add(outputs.Count < MostOutputs ? output : LeftOut(1));
    }

    /// <summary>The outputs with the place in the order of runs written into the results among them.</summary>
    /// <param name="outputs">The outputs.</param>
    /// <param name="executionCount">The place, or null.</param>
    public static ImmutableList<CellOutput> Number(ImmutableList<CellOutput> outputs, int? executionCount) =>
        [
            .. outputs.Select(output =>
            {
                if (output.Type != "execute_result")
                    return output;
                JsonObject json = (JsonObject)output.Json.DeepClone();
                json["execution_count"] = executionCount;
                return output with { Json = json };
            }),
        ];

    private static string? Name(CellOutput output) => JsonText.Of(output.Json["name"]);

    private static CellOutput Join(CellOutput first, CellOutput second)
    {
        string text = CutText.Of(JsonText.Of(first.Json["text"]) + JsonText.Of(second.Json["text"]), LongestText);
        return new CellOutput(
            new JsonObject
            {
                ["name"] = Name(first),
                ["output_type"] = "stream",
                ["text"] = MimeBundle.Lines(text),
            }
        );
    }

    // The last output, when there are too many, says how many.
    private static CellOutput LeftOut(int count) =>
        new(
            new JsonObject
            {
                ["name"] = "stderr",
                ["output_type"] = "stream",
                ["text"] = string.Create(
                    CultureInfo.InvariantCulture,
                    $"… {count} more output{(count == 1 ? " is" : "s are")} left out. A cell keeps {MostOutputs}; print fewer, "
                        + $"or update one. …\n"
                ),
            }
        );

    private static int CountOf(CellOutput leftOut) =>
        JsonText.Of(leftOut.Json["text"])?.Split(' ') is [_, var number, ..]
        && int.TryParse(number, CultureInfo.InvariantCulture, out int count)
            ? count
            : 0;
}
