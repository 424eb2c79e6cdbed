using System.Text.Json.Nodes;

namespace WhiteBoxLab.Kernel.Verbs.Notebooks;

/// <summary>A cell that was run.</summary>
/// <param name="cell">The cell in its notebook's file.</param>
/// <param name="order">Its place in the order of runs; null where it never came so far.</param>
internal sealed class RanCell(JsonObject cell, int? order)
{
    /// <summary>What it showed; a later cell may still change that.</summary>
    public NotebookOutputs Outputs { get; init; } = new();

    /// <summary>Puts what it showed into the file.</summary>
    public void Write()
    {
        cell["execution_count"] = order;
        cell["outputs"] = Outputs.Finish(order);
    }
}
