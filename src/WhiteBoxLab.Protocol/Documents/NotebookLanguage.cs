using System.Text.Json.Nodes;

namespace WhiteBoxLab.Protocol;

/// <summary>Which language a notebook and its cells are in, as their files say.</summary>
public static class NotebookLanguage
{
    /// <summary>The lab's own language, as cells name it.</summary>
    public const string CSharp = "csharp";

    private static readonly HashSet<string> CSharpNames = new(StringComparer.OrdinalIgnoreCase)
    {
        CSharp,
        "c#",
        ".net-csharp",
        "whiteboxlab",
        "polyglot-notebook",
        "dotnet",
        ".net",
    };

    private static readonly string[] Taken = [CSharp, "html", "markdown", "mermaid", "value"];

    private static readonly Dictionary<string, string> Titles = new(StringComparer.OrdinalIgnoreCase)
    {
        [CSharp] = "C#",
        ["fsharp"] = "F#",
        ["f#"] = "F#",
        ["pwsh"] = "PowerShell",
        ["powershell"] = "PowerShell",
        ["vb"] = "Visual Basic",
        ["javascript"] = "JavaScript",
        ["js"] = "JavaScript",
        ["typescript"] = "TypeScript",
        ["html"] = "HTML",
        ["sql"] = "SQL",
        ["kql"] = "KQL",
        ["http"] = "HTTP",
        ["python"] = "Python",
        ["ipython"] = "Python",
        ["r"] = "R",
        ["ir"] = "R",
        ["julia"] = "Julia",
        ["markdown"] = "Markdown",
        ["md"] = "Markdown",
        ["mermaid"] = "Mermaid",
        ["value"] = "Value",
        ["bash"] = "Bash",
        ["java"] = "Java",
        ["scala"] = "Scala",
        ["rust"] = "Rust",
        ["c++"] = "C++",
        ["ruby"] = "Ruby",
        ["kotlin"] = "Kotlin",
        ["go"] = "Go",
    };

    /// <summary>The language of the cells that name none: <see cref="CSharp"/> where nothing in the file says otherwise.</summary>
    /// <param name="notebook">The notebook's file, or all of it but its cells.</param>
    public static string Of(JsonObject notebook)
    {
        ArgumentNullException.ThrowIfNull(notebook);
        JsonObject? metadata = notebook["metadata"] as JsonObject,
            spec = metadata?["kernelspec"] as JsonObject;
        string? named = Text(spec, "language") ?? Known(Text(spec, "name"));
        string? said = Text((metadata?["polyglot_notebook"] as JsonObject)?["kernelInfo"], "defaultKernelName")
            ?? named
            ?? (spec is null ? Text(metadata?["language_info"], "name") : null);
        return said is null || CSharpNames.Contains(said) ? CSharp : said;
    }

    /// <summary>The language that a cell names; null where it names none.</summary>
    /// <param name="cell">The cell in its notebook's file.</param>
    public static string? OfCell(JsonObject cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        JsonObject? metadata = cell["metadata"] as JsonObject;
        string? said = Text(metadata?["polyglot_notebook"], "kernelName")
            ?? Text(metadata?["dotnet_interactive"], "language")
            ?? Text(metadata?["vscode"], "languageId");
        said = said?.Split("dotnet-interactive.")[^1];
        return said is not null && CSharpNames.Contains(said) ? CSharp : said;
    }

    /// <summary>Whether the lab's own kernel takes cells of a language: it runs C#, and shows HTML, Markdown, Mermaid and values.</summary>
    /// <param name="language">The language.</param>
    public static bool IsTaken(string language) =>
        CSharpNames.Contains(language) || language == "md" || Taken.Contains(language, StringComparer.OrdinalIgnoreCase);

    /// <summary>What people call a language.</summary>
    /// <param name="language">The language, as a file names it.</param>
    public static string TitleOf(string language) => Titles.GetValueOrDefault(language ?? "", language ?? "");

    /// <summary>Why a cell does not run, and what there is instead.</summary>
    /// <param name="language">The cell's language.</param>
    public static string CellNotRun(string language) =>
        $"This cell is in {TitleOf(language)}, which this kernel does not run. There is {string.Join(", ", Taken.Select(TitleOf))}.";

    /// <summary>Why a notebook does not run.</summary>
    /// <param name="language">The notebook's language.</param>
    public static string NotRun(string language) =>
        $"This is a notebook for {TitleOf(language)}; the lab runs C#. Its cells are shown and not run.";

    // "python3", "julia-1.9", ".net-fsharp"
    private static string? Known(string? spec) =>
        spec is null
            ? null
            : spec.Split('-')
                .Prepend(spec)
                .Select(part => part.TrimEnd([.. "0123456789."]))
                .FirstOrDefault(part => Titles.ContainsKey(part) || CSharpNames.Contains(part));

    private static string? Text(JsonNode? node, string key) =>
        (node as JsonObject)?[key] is JsonValue value && value.TryGetValue(out string? text) && text.Length > 0 ? text : null;
}
