using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using WhiteBoxLab.Kernel.Magics;
using WhiteBoxLab.Kernel.Running;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Verbs.Notebooks;

/// <summary>
/// The cell with papermill's tag <c>parameters</c>, whose variables are the notebook's parameters; see <see cref="ParameterReader"/> for
/// how they are written. Given values go into a cell of their
/// own behind it, with the tag <c>injected-parameters</c>, as papermill does, so that the notebook's own stay to be read.
/// </summary>
internal static class ParameterCell
{
    /// <summary>Gives values to parameters, and sees to it that those that are required have one.</summary>
    /// <exception cref="UsageException">There is no such cell or no such parameter, a value is none of its parameter, or one is
    /// missing.</exception>
    public static void Fill(JsonObject notebook, List<JsonObject> cells, IReadOnlyList<(string Name, string Value)> values)
    {
        if (cells.Find(cell => ParameterReader.HasTag(cell, ParameterReader.Tag)) is not { } tagged)
        {
            if (values.Count > 0)
                throw new UsageException("The notebook has no parameters: no cell of it has the tag \"parameters\".");
            return;
        }
        IReadOnlyList<NotebookParameter> parameters =
            NotebookSource.KernelOf(tagged) == "csharp" ? ParameterReader.Read(NotebookSource.Source(tagged)) : [];
        string code = string.Join("\n", values.Select(value => Assign(value.Name, value.Value, parameters)));
        JsonObject[] older = [.. cells.Where(cell => ParameterReader.HasTag(cell, ParameterReader.InjectedTag))];
        Require(parameters, values.Count > 0 ? code : string.Join("\n", older.Select(NotebookSource.Source)));
        if (values.Count > 0)
            Inject((JsonArray)notebook["cells"]!, cells, tagged, older, code); // read from there
    }

    private static void Inject(JsonArray all, List<JsonObject> cells, JsonObject tagged, JsonObject[] older, string code)
    {
        JsonObject injected = new()
        {
            ["cell_type"] = "code",
            ["execution_count"] = null,
            ["id"] = ParameterReader.InjectedTag,
            ["metadata"] = new JsonObject { ["tags"] = new JsonArray(ParameterReader.InjectedTag) },
            ["outputs"] = new JsonArray(),
            ["source"] = code,
        };
        foreach (JsonObject cell in older)
            _ = (all.Remove(cell), cells.Remove(cell));
        all.Insert(all.IndexOf(tagged) + 1, injected);
        cells.Insert(cells.IndexOf(tagged) + 1, injected);
    }

    private static void Require(IReadOnlyList<NotebookParameter> parameters, string given)
    {
        if (
            parameters.FirstOrDefault(one =>
                one.IsMissing && !Regex.IsMatch(given, $@"^\s*{Regex.Escape(one.Name)}\s*=", RegexOptions.Multiline)
            ) is
            { } missing
        )
            throw new UsageException(
                $"The notebook needs a value for {missing.Name}"
                    + $"{(missing.Description.Length > 0 ? $" ({missing.Description})" : "")}: give -p {missing.Name}=VALUE."
            );
    }

    private static string Assign(string name, string value, IReadOnlyList<NotebookParameter> parameters)
    {
        if (parameters.FirstOrDefault(one => one.Name == name) is not { } parameter)
            throw new UsageException(
                $"The notebook has no parameter '{name}'. It has "
                    + $"{(parameters.Count > 0 ? string.Join(", ", parameters.Select(one => one.Name)) : "none")}."
            );
        return parameter.ProblemOf(value) is { } problem ? throw new UsageException(problem) : $"{name} = {parameter.CodeOf(value)};";
    }
}
