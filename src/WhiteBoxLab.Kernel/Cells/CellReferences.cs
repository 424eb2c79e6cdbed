using Microsoft.CodeAnalysis;
using WhiteBoxLab.Kernel.Cells.Namespaces;

namespace WhiteBoxLab.Kernel.Cells;

/// <summary>
/// The assemblies that cells see: the part of the framework that notebooks use, our own, and what they asked for. Not all of the framework
/// from the start, because the number
/// is what makes compiling slow; one reference object per file, shared by all compilations.
/// </summary>
internal sealed class CellReferences
{
    private static readonly string[] Framework =
    [
        "System.Private.CoreLib",
        "System.Runtime",
        "netstandard",
        "System.Collections",
        "System.Collections.Concurrent",
        "System.Collections.Immutable",
        "System.ComponentModel.Primitives",
        "System.ComponentModel.TypeConverter",
        "System.Console",
        "System.Diagnostics.Process",
        "System.IO.Compression",
        "System.Linq",
        "System.Linq.Expressions",
        "System.Linq.Queryable",
        "System.Memory",
        "System.Net.Http",
        "System.Net.Primitives",
        "System.Numerics.Vectors",
        "System.ObjectModel",
        "System.Private.Uri",
        "System.Runtime.Extensions",
        "System.Runtime.InteropServices",
        "System.Runtime.Numerics",
        "System.Text.Json",
        "System.Text.RegularExpressions",
        "System.Threading",
        "System.Threading.Tasks.Parallel",
        "System.Threading.Thread",
    ];

    private static readonly string[] Ours = ["WhiteBoxLab", "WhiteBoxLab.Kernel", "TorchSharp", "SkiaSharp"];

    private const string Formatting = "Microsoft.DotNet.Interactive.Formatting";

    // Seen only by notebooks that ask for them: most compile without.
    private static readonly string[] OnDemand = [Formatting, "Microsoft.AspNetCore.Html.Abstractions"];

    // What cells have of the lab itself under the same name: two of one name would be ambiguous, and the other prints where ours shows.
    private static readonly HashSet<string> Twins =
    [
        "System.DisplayExtensions",
        $"{Formatting}.DisplayedValue",
        $"{Formatting}.LaTeXString",
    ];

    // What ours need: cells must not bring a second copy.
    private static readonly string[] Shared =
    [
        "WhiteBoxLab.Protocol",
        "Google.Protobuf",
        "ICSharpCode.SharpZipLib",
        "NetMQ",
        "AsyncIO",
        "NaCl",
    ];

    private static readonly HashSet<string> Missing =
    [
        "CS0012",
        "CS0103",
        "CS0117",
        "CS0234",
        "CS0246",
        "CS0656",
        "CS1061",
        "CS1069",
        "CS7069",
    ];

    private readonly Dictionary<string, string> known;
    private readonly HashSet<string> added = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MetadataReference> made = new(StringComparer.Ordinal);
    private readonly List<MetadataReference> all,
        pending = [];
    private (int All, int Pending, string[] Names)? widened;

    /// <param name="docs">Where documentation comes from; null where nobody reads it.</param>
    /// <param name="wide">Whether all of the framework is seen from the start.</param>
    public CellReferences(DocumentationProvider? docs = null, bool wide = false)
    {
        known = Platform();
        string[] framework = [.. Framework.Where(known.ContainsKey), .. wide ? Rest() : []],
            ours = [.. Ours.Where(known.ContainsKey)];
        added.UnionWith(framework.Concat(ours));
        all =
        [
            .. framework.Select(name => Seen(known[name], docs)),
            .. ours.Select(name => MetadataReference.CreateFromFile(known[name], documentation: docs is null ? null : Beside(known[name]))),
        ];
    }

    // The same assemblies under a count of its own of what is new; the reference objects are shared, since each costs memory.
    private CellReferences(CellReferences other)
    {
        known = other.known;
        added = new HashSet<string>(other.added, StringComparer.Ordinal);
        made = new Dictionary<string, MetadataReference>(other.made, StringComparer.Ordinal);
        all = [.. other.all];
    }

    /// <summary>The same assemblies for another chain of cells: what one of the two adds or takes up from here on is not seen by the
    /// other.</summary>
    public CellReferences Copy() => new(this);

    /// <summary>For the first cell.</summary>
    public IReadOnlyList<MetadataReference> All => all;

    /// <summary>
    /// For the next cell: those since the last one. The cells behind it inherit them, and giving them again costs memory without end.
    /// </summary>
    public IReadOnlyList<MetadataReference>? Pending => pending.Count == 0 ? null : pending;

    /// <summary>Whether an assembly is part of this program or of the framework it runs on, so that cells must not bring another.</summary>
    public bool IsOurs(string name) =>
        Ours.Contains(name, StringComparer.OrdinalIgnoreCase)
        || Shared.Contains(name, StringComparer.OrdinalIgnoreCase)
        || OnDemand.Contains(name, StringComparer.OrdinalIgnoreCase)
        || PathOf(name) is { } path && IsFramework(path);

    /// <summary>The file of an assembly of this program or of the framework, by its name in whatever case; null when there is
    /// none.</summary>
    public string? PathOf(string name) => known.FirstOrDefault(one => one.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>The file of an assembly of the framework, by its name; null when there is none.</summary>
    public string? FrameworkPath(string name) =>
        known.GetValueOrDefault(name.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? name[..^4] : name) is { } path
        && IsFramework(path)
            ? path
            : null;

    /// <summary>Whether a diagnostic is of a kind that another assembly may cure.</summary>
    public static bool IsOfMissing(Diagnostic diagnostic) => Missing.Contains(diagnostic.Id);

    /// <summary>Adds assemblies, for the next cell.</summary>
    /// <returns>Those that are new.</returns>
    public IReadOnlyList<string> Add(IEnumerable<string> files)
    {
        string[] fresh =
        [
            .. files.Where(file =>
                Path.GetFileNameWithoutExtension(file) is var name
                && (FrameworkPath(name) == file || OnDemand.Contains(name) && known.GetValueOrDefault(name) == file || !IsOurs(name))
                && added.Add(name)
            ),
        ];
        MetadataReference[] references = [.. fresh.Select(Made)];
        all.AddRange(references);
        pending.AddRange(references);
        return fresh;
    }

    /// <summary>Adds the rest of the framework, for a cell that misses something; <see cref="Narrow"/> takes it back.</summary>
    public IReadOnlyList<string> Widen()
    {
        (int All, int Pending) before = (all.Count, pending.Count);
        string[] names = [.. Rest().Where(name => !added.Contains(name))];
        IReadOnlyList<string> files = Add(names.Select(name => known[name]));
        widened = (before.All, before.Pending, names);
        return files;
    }

    /// <summary>Takes back what <see cref="Widen"/> added: it was no help.</summary>
    public void Narrow()
    {
        if (widened is not { } before)
            return;
        all.RemoveRange(before.All, all.Count - before.All);
        pending.RemoveRange(before.Pending, pending.Count - before.Pending);
        added.ExceptWith(before.Names);
        widened = null;
    }

    /// <summary>A cell that saw the pending ones belongs to the chain now.</summary>
    public void Accept()
    {
        pending.Clear();
        widened = null;
    }

    /// <summary>The documentation that a package or a project lays beside its assembly.</summary>
    public static DocumentationProvider Beside(string assembly) =>
        XmlDocumentationProvider.CreateFromFile(Path.ChangeExtension(assembly, ".xml"));

    private MetadataReference Made(string file) =>
        made.TryGetValue(file, out MetadataReference? reference) ? reference : made[file] = Seen(file, null);

    private static PortableExecutableReference Seen(string file, DocumentationProvider? docs) =>
        Path.GetFileNameWithoutExtension(file) == Formatting
            ? MetadataReference.CreateFromImage(Visibility.Hide(File.ReadAllBytes(file), Twins), documentation: docs, filePath: file)
            : MetadataReference.CreateFromFile(file, documentation: docs);

    private IEnumerable<string> Rest() =>
        known
            .Where(one =>
                IsFramework(one.Value)
                && !Framework.Contains(one.Key)
                && !one.Key.StartsWith("System.Private.", StringComparison.Ordinal)
                    | one.Key.StartsWith("System.Private.Xml", StringComparison.Ordinal)
                    | one.Key.StartsWith("System.Private.DataContract", StringComparison.Ordinal)
            )
            .Select(one => one.Key)
            .Concat(OnDemand.Where(known.ContainsKey));

    private static bool IsFramework(string path) =>
        path.StartsWith(Path.GetDirectoryName(typeof(object).Assembly.Location) ?? "?", StringComparison.Ordinal);

    // Every assembly that this program may load, by name.
    private static Dictionary<string, string> Platform() =>
        ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .GroupBy(Path.GetFileNameWithoutExtension, StringComparer.Ordinal)
            .ToDictionary(files => files.Key ?? "", files => files.First(), StringComparer.Ordinal);
}
