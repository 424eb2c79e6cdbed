using System.Text;
using System.Text.RegularExpressions;
using WhiteBoxLab.Web.Notebooks.Document;

namespace WhiteBoxLab.Web.Notebooks.Storage.Exports;

/// <summary>
/// Writes a notebook as one C# file that <c>WHITEBOXLAB=CLONE dotnet run FILE.cs</c> runs: texts as comments, packages as directives, types
/// at the end, and
/// what a cell would show printed or, where it is a map, written as a picture.
/// A name that two cells declare must be renamed by hand; the file says where.
/// </summary>
public static partial class CSharpFile
{
    private static readonly string[] Usings =
    [
        "System",
        "System.Collections.Generic",
        "System.IO",
        "System.Linq",
        "System.Text",
        "System.Threading.Tasks",
        "WhiteBoxLab",
    ];

    /// <summary>The text of the file.</summary>
    /// <param name="state">The notebook.</param>
    public static string Write(NotebookState state)
    {
        Parts file = new();
        foreach (Cell cell in state.Cells)
        {
            if (cell.IsCode && CellCode.LanguageOf(cell) is null or "csharp" or "C#")
                file.AddCode(cell.Source);
            else
                file.AddText(cell.IsCode ? $"In {CellCode.LanguageOf(cell)}:\n{cell.Source}" : cell.Source);
        }
        return file.Whole(state.Title);
    }

    // The library out of a clone, and the native part of it; no path of the machine that writes the file.
    private static readonly string[] Library =
    [
        "#:project $(WHITEBOXLAB)/src/WhiteBoxLab/WhiteBoxLab.csproj",
        "#:property CustomAfterMicrosoftCommonTargets=$(WHITEBOXLAB)/build/ExportedFile.targets",
        "#:property PublishAot=false",
    ];

    private sealed class Parts
    {
        private readonly List<string> usings = [.. Usings.Select(name => $"using {name};")],
            packages = [.. Library],
            types = [];
        private readonly HashSet<string> declared = new(StringComparer.Ordinal);
        private readonly StringBuilder body = new();

        public void AddText(string text)
        {
            foreach (string line in text.ReplaceLineEndings("\n").Split('\n'))
                body.Append("// ").Append(line).Append('\n');
            body.Append('\n');
        }

        public void AddCode(string code)
        {
            foreach ((CSharpPieces.Kind kind, string text) in CSharpPieces.Of(code.ReplaceLineEndings("\n")))
                Add(kind, text);
            body.Append('\n');
        }

        public string Whole(string title) =>
            string.Join(
                '\n',
                (IEnumerable<string>)
                    [
                        "#!/usr/bin/env dotnet",
                        .. packages.Distinct(),
                        "",
                        $"// {title}, a notebook of WhiteBoxLab. Run it with the folder of a clone: WHITEBOXLAB=FOLDER dotnet run FILE.cs",
                        .. usings.Distinct(),
                        "",
                        body.ToString().TrimEnd('\n'),
                        "",
                        .. types,
                        Showing,
                    ]
            );

        private void Add(CSharpPieces.Kind kind, string text)
        {
            switch (kind)
            {
                case CSharpPieces.Kind.Using:
                    usings.Add(text.Trim());
                    break;
                case CSharpPieces.Kind.Type:
                    types.Add(text + "\n");
                    break;
                case CSharpPieces.Kind.Directive:
                    AddDirective(text.Trim());
                    break;
                case CSharpPieces.Kind.Value:
                    body.Append('(').Append(text.Trim()).Append(").Display();\n");
                    break;
                default:
                    AddStatement(text);
                    break;
            }
        }

        private void AddStatement(string text)
        {
            foreach (Match name in Declared().Matches(text))
            {
                if (!declared.Add(name.Groups[1].Value))
                    body.Append("// ").Append(name.Groups[1].Value).Append(" is declared above as well: rename one of them.\n");
            }
            body.Append(text).Append('\n');
        }

        private void AddDirective(string line)
        {
            if (Package().Match(line) is { Success: true } package)
                packages.Add($"#:package {package.Groups[1].Value}{(package.Groups[2].Success ? "@" + package.Groups[2].Value : "@*")}");
            else
                body.Append("// ").Append(line).Append('\n');
        }
    }

    private const string Showing = """
        internal static class NotebookDisplay
        {
            private static int maps;

            // What a notebook shows below a cell.
            public static void Display(this object? value)
            {
                if (value is Attribution map)
                    File.WriteAllBytes($"map-{++maps}.png", Heatmap.Paint(map).EncodePng());
                else if (value is IEnumerable<Attribution> several)
                    several.ToList().ForEach(one => one.Display());
                else if (value is System.Collections.IEnumerable list and not string)
                    list.Cast<object?>().ToList().ForEach(one => Console.WriteLine(one));
                else
                    Console.WriteLine(value);
            }
        }

        """;

    [GeneratedRegex(@"^(?:var|int|long|double|float|bool|string|using var)\s+(\w+)\s*=", RegexOptions.Multiline)]
    private static partial Regex Declared();

    [GeneratedRegex("^#r\\s+\"nuget:\\s*([\\w.-]+)(?:\\s*,\\s*([\\w.*-]+))?\\s*\"$")]
    private static partial Regex Package();
}
