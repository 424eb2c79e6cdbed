using System.Text.Json;
using System.Text.Json.Nodes;
using TorchSharp;
using WhiteBoxLab.Kernel.Explaining;
using WhiteBoxLab.Kernel.Running;

namespace WhiteBoxLab.Kernel.Verbs.Explaining;

/// <summary>What the verb <c>explain</c> was asked for, as far as it can be checked without a network.</summary>
/// <param name="Inputs">Photos and tensor files, at least one.</param>
/// <param name="Methods">Methods with their options and the name that each map goes by, at least one.</param>
/// <param name="Network">A name or a folder.</param>
/// <param name="Outputs">What its outputs are; null where the network says it.</param>
/// <param name="Target"><c>top</c>, <c>file</c>, a number or a label.</param>
/// <param name="OfProbability">Whether its probability is explained instead of its score.</param>
/// <param name="Layer">The layer for methods that have one, or null.</param>
/// <param name="Dtype">What is computed in.</param>
/// <param name="Device">Where.</param>
/// <param name="Convention">Whose defaults the methods have; null for WhiteBoxLab's own.</param>
/// <param name="Out">Where the maps go, or null.</param>
/// <param name="Json">Whether the numbers are printed as JSON.</param>
internal sealed record ExplainRequest(
    IReadOnlyList<string> Inputs,
    IReadOnlyList<(string Id, JsonObject Options, string Name)> Methods,
    string Network,
    NetworkOutputs? Outputs,
    string Target,
    bool OfProbability,
    string? Layer,
    torch.ScalarType Dtype,
    DeviceType Device,
    Convention? Convention,
    string? Out,
    bool Json
)
{
    private static readonly string[] Pictures = [".jpg", ".jpeg", ".png", ".webp", ".gif"];

    /// <summary>Reads a command line.</summary>
    /// <exception cref="UsageException">It does not make sense.</exception>
    public static ExplainRequest Parse(IReadOnlyList<string> line)
    {
        Arguments arguments = Arguments.Parse(
            line,
            [
                "--method",
                "--network",
                "--outputs",
                "--target",
                "--quantity",
                "--memory",
                "--layer",
                "--options",
                "--dtype",
                "--device",
                "--seed",
                "--convention",
                "--out",
            ],
            ["--json"]
        );
        if (arguments.Others.Count == 0)
            throw new UsageException("Give at least one photo or tensor file.");
        string[] ids =
        [
            .. (arguments["--method"] ?? throw new UsageException("Say by which method: --method ID[,ID...]."))
                .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Distinct(),
        ];
        return new ExplainRequest(
            [.. arguments.Others.SelectMany(Files)],
            Chosen(
                ids,
                OptionsOf(ids, arguments["--options"]),
                arguments["--layer"],
                WholeOf("--seed", arguments["--seed"]),
                WholeOf("--memory", arguments["--memory"])
            ),
            arguments["--network"] ?? NetworkCache.Default,
            Named<NetworkOutputs>(arguments, "--outputs"),
            arguments["--target"] ?? "top",
            Choice(arguments, "--quantity", ("score", false), ("probability", true)),
            arguments["--layer"],
            Choice(arguments, "--dtype", ("float32", torch.float32), ("float64", torch.float64)),
            Choice(arguments, "--device", ("cpu", DeviceType.CPU), ("cuda", DeviceType.CUDA)),
            Named<Convention>(arguments, "--convention"),
            arguments["--out"],
            arguments.Has("--json")
        );
    }

    /// <summary>The files of a folder that are not hidden, or the input itself; what cannot be read is told when it is.</summary>
    private static IEnumerable<string> Files(string input) =>
        Directory.Exists(input) && Photos(input).Any()
            ? Directory.GetFiles(input).Where(file => !Path.GetFileName(file).StartsWith('.')).Order(StringComparer.Ordinal)
            : [input];

    /// <summary>The pictures of a folder, or the input itself.</summary>
    internal static IEnumerable<string> Photos(string input)
    {
        if (!Directory.Exists(input))
            return [input];
        string[] pictures =
        [
            .. Directory
                .GetFiles(input)
                .Where(file => Pictures.Contains(Path.GetExtension(file).ToLowerInvariant()))
                .Order(StringComparer.Ordinal),
        ];
        return pictures.Length > 0
            ? pictures
            : throw new UsageException($"The folder '{input}' has no pictures ({string.Join(", ", Pictures)}).");
    }

    private static T Choice<T>(Arguments arguments, string option, params (string Name, T Value)[] choices)
    {
        string name = arguments[option] ?? choices[0].Name;
        int index = Array.FindIndex(choices, choice => choice.Name == name);
        return index >= 0
            ? choices[index].Value
            : throw new UsageException($"{option} is {string.Join(" or ", choices.Select(choice => choice.Name))}, not '{name}'.");
    }

    private static T? Named<T>(Arguments arguments, string option)
        where T : struct, Enum
    {
        string[] known = [.. Enum.GetValues<T>().Select(one => Kebab.Of(one))];
        if (arguments[option] is not { } name)
            return null;
        int index = Array.IndexOf(known, name);
        return index >= 0
            ? Enum.GetValues<T>()[index]
            : throw new UsageException($"{option} is {string.Join(" or ", known)}, not '{name}'.");
    }

    private static long? WholeOf(string option, string? text)
    {
        if (text is null)
            return null;
        return long.TryParse(text, out long number) ? number : throw new UsageException($"{option} takes a whole number, not '{text}'.");
    }

    // By method; where there is one method, its options may also stand alone.
    private static JsonObject OptionsOf(string[] ids, string? json)
    {
        JsonObject options = Parsed(json);
        bool keyed =
            options.All(one =>
                one.Value is JsonObject || (one.Value is JsonArray several && several.Count > 0 && several.All(own => own is JsonObject))
            ) && (ids.Length > 1 || options.All(one => Catalogue.Cards.Any(card => card.Id == one.Key)));
        if (!keyed && ids.Length > 1)
            throw new UsageException(
                $"With several methods, --options has an object for each, or a list of objects for a map of each: {{\"{ids[0]}"
                    + $"\": {{...}}}}."
            );
        if (!keyed)
            options = new JsonObject { [ids[0]] = options };
        if (options.FirstOrDefault(one => !ids.Contains(one.Key)) is { Key: { } other })
            throw new UsageException($"--options speaks of '{other}', which is not among the methods asked for: {string.Join(", ", ids)}.");
        return options;
    }

    private static JsonObject Parsed(string? json)
    {
        try
        {
            return json is null ? [] : JsonNode.Parse(json) as JsonObject ?? throw new UsageException("--options takes a JSON object.");
        }
        catch (JsonException exception)
        {
            throw new UsageException($"--options is no JSON: {exception.Message.Split(" LineNumber: ")[0]}");
        }
    }

    private static List<(string Id, JsonObject Options, string Name)> Chosen(
        string[] ids,
        JsonObject options,
        string? layer,
        long? seed,
        long? memory
    )
    {
        if (layer is not null && !ids.Any(id => Has(id, "layer")))
            throw new UsageException($"--layer is given, but no method asked for has a layer: {string.Join(", ", ids)}.");
        if (seed is not null && !ids.Any(id => Has(id, "seed")))
            throw new UsageException($"--seed is given, but no method asked for draws at random: {string.Join(", ", ids)}.");
        List<(string Id, JsonObject Options, string Name)> chosen = [.. ids.SelectMany(id => Variants(id, options[id]))];
        foreach ((string id, JsonObject own, _) in chosen)
        {
            if (layer is not null && Has(id, "layer"))
                own.TryAdd("layer", layer);
            if (seed is not null && Has(id, "seed"))
                own.TryAdd("seed", seed);
            if (memory is not null)
                own.TryAdd("memory", memory);
        }
        return chosen;
    }

    // One set of options, or a list of them: then a map for each, numbered from 1.
    private static IEnumerable<(string Id, JsonObject Options, string Name)> Variants(string id, JsonNode? options) =>
        options is JsonArray several
            ? several.Select((own, i) => (id, own!.DeepClone().AsObject(), $"{id}-{i + 1}")) // looked at before
            : [(id, options?.DeepClone().AsObject() ?? [], id)];

    private static bool Has(string id, string option)
    {
        try
        {
            return Catalogue.OptionsOf(id).Any(one => one.Name == option);
        }
        catch (ArgumentException exception)
        {
            throw new UsageException(Sentence.Of(exception));
        }
    }
}
