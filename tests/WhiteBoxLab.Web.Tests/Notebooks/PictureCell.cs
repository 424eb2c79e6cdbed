using System.Text.Json.Nodes;
using WhiteBoxLab.Web.Notebooks.Document;

namespace WhiteBoxLab.Web.Tests;

/// <summary>A cell that has shown a picture.</summary>
internal static class PictureCell
{
    /// <param name="id">The cell's id.</param>
    /// <param name="png">What stands in the file as a PNG, base64 or not.</param>
    public static Cell Of(string id, string png)
    {
        JsonObject output = new()
        {
            ["output_type"] = "display_data",
            ["data"] = new JsonObject { ["image/png"] = png },
            ["metadata"] = new JsonObject(),
        };
        return Cell.New(id, "code", "x") with { Outputs = [new CellOutput(output)] };
    }
}
