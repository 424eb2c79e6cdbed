using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WhiteBoxLab.Kernel;

/// <summary>
/// The cell with papermill's tag <c>parameters</c>, whose variables are the notebook's parameters: <c>int steps = 50; // at most 1000</c>. Given values go into a cell of their
/// own behind it, with the tag <c>injected-parameters</c>, as papermill does, so that the notebook's own stay to be read.
/// </summary>
internal static class ParameterCell
{
    private const string Tag = "parameters", InjectedTag = "injected-parameters";

    /// <summary>Gives values to parameters.</summary>
    /// <exception cref="UsageException">There is no such cell or no such parameter, or a value is not of its type.</exception>
    public static void Fill(JsonObject notebook, List<JsonObject> cells, IReadOnlyList<(string Name, string Value)> values)
    {
        int place = cells.FindIndex(cell => HasTag(cell, Tag));
        if (place < 0)
            throw new UsageException("The notebook has no parameters: no cell of it has the tag \"parameters\".");
        IReadOnlyList<VariableDeclarationSyntax> declared = Declared(NotebookSource.Source(cells[place]));
        string code = string.Join("\n", values.Select(value => Assign(value.Name, value.Value, declared)));
        JsonObject injected = new()
        {
            ["cell_type"] = "code", ["execution_count"] = null, ["id"] = "injected-parameters", ["metadata"] = new JsonObject { ["tags"] = new JsonArray(InjectedTag) }, ["outputs"] = new JsonArray(), ["source"] = code,
        };
        JsonArray all = (JsonArray)notebook["cells"]!; // read from there
        foreach (JsonObject older in cells.Where(cell => HasTag(cell, InjectedTag)).ToArray())
            _ = (all.Remove(older), cells.Remove(older));
        place = cells.FindIndex(cell => HasTag(cell, Tag));
        all.Insert(all.IndexOf(cells[place]) + 1, injected);
        cells.Insert(place + 1, injected);
    }

    private static bool HasTag(JsonObject cell, string tag) => cell["metadata"]?["tags"] is JsonArray tags && tags.Any(one => (string?)one == tag);

    private static List<VariableDeclarationSyntax> Declared(string code) =>
        [.. CSharpSyntaxTree.ParseText(code, CellCompiler.Parsing).GetCompilationUnitRoot().Members.OfType<FieldDeclarationSyntax>().Select(field => field.Declaration)];

    private static string Assign(string name, string value, IReadOnlyList<VariableDeclarationSyntax> declared)
    {
        if (declared.FirstOrDefault(one => one.Variables.Any(variable => variable.Identifier.ValueText == name)) is not { } declaration)
            throw new UsageException($"The notebook has no parameter '{name}'. It has {string.Join(", ", declared.SelectMany(one => one.Variables).Select(one => one.Identifier.ValueText))}.");
        ExpressionSyntax? given = declaration.Variables.First(variable => variable.Identifier.ValueText == name).Initializer?.Value;
        bool isText = declaration.Type.ToString() is "string" or "string?" || declaration.Type.IsVar && given is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } or InterpolatedStringExpressionSyntax;
        return $"{name} = {(isText ? SymbolDisplay.FormatLiteral(value, quote: true) : Literal(name, value, declaration.Type.ToString()))};";
    }

    private static string Literal(string name, string value, string type) => type switch
    {
        "bool" => bool.TryParse(value, out bool truth) ? (truth ? "true" : "false") : throw Wrong(name, value, "true or false"),
        "int" or "long" or "short" or "byte" => long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) ? whole.ToString(CultureInfo.InvariantCulture) : throw Wrong(name, value, "a whole number"),
        "double" or "float" or "decimal" => double.TryParse(value, CultureInfo.InvariantCulture, out _) ? $"({type}){value}{(type == "decimal" ? "m" : "")}" : throw Wrong(name, value, "a number"),
        _ when bool.TryParse(value, out bool truth) => truth ? "true" : "false",
        _ when double.TryParse(value, CultureInfo.InvariantCulture, out _) => value,
        _ => SymbolDisplay.FormatLiteral(value, quote: true),
    };

    private static UsageException Wrong(string name, string value, string what) => new($"The parameter {name} is {what}, and '{value}' is not.");
}
