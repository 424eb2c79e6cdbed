using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using WhiteBoxLab.Web.Notebooks.Document;

namespace WhiteBoxLab.Web.Notebooks.Outputs;

/// <summary>
/// The addresses of what outputs carry: pictures and pages of their own, named by their content, so that pages stay small and browsers keep
/// what they have.
/// </summary>
public static class OutputAddress
{
    private static readonly ConditionalWeakTable<JsonObject, string> Names = new();

    /// <summary>The name of an output by its content.</summary>
    /// <param name="output">The output.</param>
    public static string NameOf(CellOutput output) =>
        Names.GetValue(output.Json, json =>
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes((json["data"] ?? json).ToJsonString())), 0, 12)
        );

    /// <summary>The address of an output's picture.</summary>
    /// <param name="notebook">The notebook's path.</param>
    /// <param name="cell">The cell's id.</param>
    /// <param name="output">The output.</param>
    public static string Picture(string notebook, string cell, CellOutput output) => Address("notebook-pictures", notebook, cell, output);

    /// <summary>The address of an output's rows and columns.</summary>
    /// <param name="notebook">The notebook's path.</param>
    /// <param name="cell">The cell's id.</param>
    /// <param name="output">The output.</param>
    public static string Table(string notebook, string cell, CellOutput output) => Address("notebook-tables", notebook, cell, output);

    /// <summary>The address of all that an output says, to keep.</summary>
    /// <param name="notebook">The notebook's path.</param>
    /// <param name="cell">The cell's id.</param>
    /// <param name="output">The output.</param>
    public static string Text(string notebook, string cell, CellOutput output) => Address("notebook-texts", notebook, cell, output);

    /// <summary>The address of an output's page for a frame.</summary>
    /// <param name="notebook">The notebook's path.</param>
    /// <param name="cell">The cell's id.</param>
    /// <param name="output">The output.</param>
    /// <param name="foreign">Whether it may not run yet, so that it is asked for again once it may.</param>
    public static string Frame(string notebook, string cell, CellOutput output, bool foreign) =>
        Address("notebook-frames", notebook, cell, output) + (foreign ? "&still=true" : "");

    private static string Address(string kind, string notebook, string cell, CellOutput output) =>
        $"{kind}/{string.Join('/', notebook.Split('/').Select(Uri.EscapeDataString))}?cell={Uri.EscapeDataString(cell)}&of="
        + $"{NameOf(output)}";
}
