using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Tests;

/// <summary>Something a kernel said.</summary>
/// <param name="Command">The root of its command's token; empty for none.</param>
/// <param name="Content">What it said, without what may differ.</param>
public sealed record Said(string Command, string Content);

/// <summary>
/// What may differ between the recorded kernel and this one. Tokens of child commands (this kernel answers on the root), ids of values,
/// orders of runs and routing slips of
/// children; the hidden first submission; the look of values (text for HTML) and the styles in it; stack traces behind their first line;
/// how many dots a restore shows, and its
/// paths; kernels that only one of the two has; which names completion adds to those of the recorded kernel's framework types; answers to
/// lines that make no sense; words of its own
/// assemblies (<c>KernelInvocationContext</c>), which this kernel does not have; the request for the client's own kernels, and the echo of
/// the client's answers.
/// </summary>
public sealed partial class TranscriptRules(string scenario)
{
    private static readonly string[] Foreign = ["KernelInvocationContext", "using static Microsoft.DotNet.Interactive.Kernel"];

    private static readonly string[] KernelsOfOne = ["http", "markdown"];

    /// <summary>What a line says; null for one that may be missing.</summary>
    public Said? Of(string line)
    {
        if (!line.StartsWith('{'))
            return new Said("bg", "StandardOutputValueProduced " + line.Trim());
        JsonObject message = (JsonObject)JsonNode.Parse(line)!;
        if (message["eventType"] is null)
            return (string?)message["commandType"] == nameof(RequestInput)
                ? new Said(
                    Root((string)message["token"]!),
                    $"RequestInput {Words(message["command"]!, "parameterName", "prompt", "isPassword", "type")}"
                )
                : null;
        string type = (string)message["eventType"]!;
        if (message["command"] is not JsonObject command)
            return type == nameof(KernelReady)
                ? new Said(
                    "",
                    string.Join("\n", message["event"]!["kernelInfos"]!.AsArray().Select(info => Info((JsonObject)info!)).OfType<string>())
                )
                : null;
        string code = (string?)command["command"]?["code"] ?? "";
        if (
            Foreign.Any(word => code.Contains(word, StringComparison.Ordinal))
            || (string?)command["commandType"] is "Nope" or nameof(RequestInput) or ""
        )
            return null;
        string? content = Content(type, (JsonObject)message["event"]!);
        return content is null ? null : new Said(Root((string)command["token"]!), $"{type} {content}{Slips(message, command)}".TrimEnd());
    }

    /// <summary>Whether two are about the same command; a token that a kernel made is like any other.</summary>
    public bool IsSameCommand(Said one, Said other) => one.Command == other.Command || IsMade(one.Command) && IsMade(other.Command);

    private static bool IsMade(string token) => token.EndsWith("==", StringComparison.Ordinal);

    private static string Root(string token) => token.Split('.')[0];

    // Of commands that go straight to C#.
    private string Slips(JsonObject message, JsonObject command) =>
        scenario is "input" or "nuget" or "late_output"
        || (string?)command["commandType"] != nameof(SubmitCode)
        || ((string)command["token"]!).Contains('.', StringComparison.Ordinal)
            ? ""
            : $" {command["routingSlip"]!.ToJsonString()} {message["routingSlip"]!.ToJsonString()}";

    private string? Content(string type, JsonObject what) =>
        type switch
        {
            nameof(CommandSucceeded) => "",
            nameof(CommandFailed) => Message((string)what["message"]!),
            nameof(CodeSubmissionReceived) or nameof(CompleteCodeSubmissionReceived) => (string)what["code"]!,
            nameof(InputProduced) => (string)what["value"]!,
            nameof(KernelInfoProduced) => Info((JsonObject)what["kernelInfo"]!),
            nameof(DiagnosticsProduced) => what["diagnostics"]!.ToJsonString(),
            nameof(CompletionsProduced) => Completions(what),
            nameof(PackageAdded) => Words(what["packageReference"]!, "packageName", "packageVersion", "isPackageVersionSpecified"),
            nameof(DisplayedValueUpdated)
                when scenario == "nuget" && !what.ToJsonString().Contains("Installed", StringComparison.Ordinal) => null,
            nameof(ReturnValueProduced)
            or nameof(DisplayedValueProduced)
            or nameof(DisplayedValueUpdated)
            or nameof(StandardOutputValueProduced)
            or nameof(StandardErrorValueProduced) => Value(what["formattedValues"]!.AsArray()),
            _ => "",
        };

    private static string Message(string text) =>
        PathBefore().Replace(text.Split('\n')[0], "") is var line && line.StartsWith("error NU1101", StringComparison.Ordinal)
            ? line.Split('.')[0]
            : line;

    // A tree of an object's properties has no counterpart: this kernel shows a line of text.
    private static string Value(JsonArray forms)
    {
        string value = ((string)forms[0]!["value"]!).Trim();
        if (Plain().Match(value) is { Success: true } plain)
            value = WebUtility.HtmlDecode(plain.Groups[1].Value);
        return
            value.Contains("dni-treeview", StringComparison.Ordinal)
            || value.StartsWith("<table>", StringComparison.Ordinal)
            || value.StartsWith("{ ", StringComparison.Ordinal)
            || value.StartsWith("Dictionary<", StringComparison.Ordinal)
            ? "a tree"
            : Look(value);
    }

    private static string Look(string value) =>
        List().Match(value) is { Success: true } list ? $"[{list.Groups[1].Value.Trim()}]"
        : value == "<null>" ? "null"
        : value;

    private static string? Info(JsonObject info)
    {
        if (KernelsOfOne.Contains((string)info["localName"]!))
            return null;
        string[] commands =
        [
            .. info["supportedKernelCommands"]!
                .AsArray()
                .Select(one => (string)one!["name"]!)
                .Where(name =>
                    name
                        is nameof(SubmitCode)
                            or nameof(RequestKernelInfo)
                            or nameof(RequestCompletions)
                            or nameof(RequestHoverText)
                            or nameof(SendValue)
                            or nameof(AddPackage)
                            or nameof(Quit)
                            or nameof(ImportDocument)
                )
                .Order(StringComparer.Ordinal),
        ];
        return $"{Words(info, "localName", "uri", "aliases",
            "languageName", "languageVersion", "isComposite", "isProxy", "displayName", "description")}"
            + $" {string.Join(",", commands)}";
    }

    private static string Completions(JsonObject what)
    {
        string[] names = [.. what["completions"]!.AsArray().Select(item => (string)item!["displayText"]!)];
        string[] known =
        [
            "Substring",
            "Length",
            "Aggregate<>",
            "CompareTo",
            "Equals",
            "GetHashCode",
            "ToString",
            "#!csharp",
            "#!time",
            "#!markdown",
            "#!set",
            "#!who",
        ];
        return $"{what["linePositionSpan"]?.ToJsonString() ?? "null"} {string.Join(",", known.Intersect(names))}";
    }

    private static string Words(JsonNode what, params string[] names) =>
        string.Join("|", names.Select(name => what[name]?.ToJsonString() ?? "null"));

    [GeneratedRegex("""^(?:<div class="dni-plaintext"><pre>|<span>)(.*?)</(?:pre|span)>""", RegexOptions.Singleline)]
    private static partial Regex Plain();

    [GeneratedRegex(@"^(?:[\w<>\[\]]+\s)?\[(.*)\]$")]
    private static partial Regex List();

    [GeneratedRegex(@"^.*?\s:\s(?=error NU)")]
    private static partial Regex PathBefore();
}
