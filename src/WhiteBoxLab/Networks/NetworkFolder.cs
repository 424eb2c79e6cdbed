using System.Text.Json.Nodes;

namespace WhiteBoxLab;

/// <summary>
/// Reads and writes a network as <c>network.json</c> and weights. Everything that does not fit is refused with a sentence that names the
/// layer.
/// </summary>
internal static class NetworkFolder
{
    private const long LargestDescription = 64 << 20;

    internal static Network Open(string folder)
    {
        string description = Path.Combine(folder, "network.json");
        if (!File.Exists(description))
            throw new NetworkException(
                $"'{folder}' is no network: it has no network.json. A network is a folder with network.json and weights.safetensors."
            );
        if (new FileInfo(description).Length > LargestDescription)
            throw new NetworkException(
                $"'{description}' has {new FileInfo(description).Length >> 20} MB; 64 MB is the limit for a description."
            );
        (string labels, string preprocessing) = Beside(folder);
        using Safetensors weights = Safetensors.Open(Path.Combine(folder, "weights.safetensors"));
        return Read(
            File.ReadAllBytes(description),
            weights,
            File.Exists(labels) ? LabelFile.Read(labels) : [],
            File.Exists(preprocessing) ? File.ReadAllText(preprocessing) : null,
            new PatternsBeside(folder)
        );
    }

    internal static Network Read(
        ReadOnlySpan<byte> description,
        Safetensors weights,
        IReadOnlyList<string> labels,
        string? preprocessing,
        PatternsBeside? patterns = null
    )
    {
        using IDisposable scope = NewDisposeScope(); // frees the weights of a network that is refused
        NetworkDescription json = NetworkDescription.Parse(description);
        StoredWeights stored = new(weights);
        JsonObject[] entries = [.. json.Layers];
        Layer[] layers = [.. entries.Select(entry => Layers.Read(new LayerSource(entry, Weights(stored))))];
        Network network = new(
            json.Name,
            json.InputShape,
            layers,
            json.Output ?? layers[^1].Name,
            new NetworkDetails
            {
                Labels = labels,
                Preprocessing = preprocessing is null ? null : ReadPreprocessing(preprocessing, json.InputShape[0]),
                CamLayer = json.CamLayer,
                Outputs = json.Outputs,
                Patterns = patterns,
            }
        );
        if (Fault(network, json, entries) is { } fault)
            throw new NetworkException(fault);
        stored.RequireRead(json.Name, layers);
        foreach ((_, Tensor weight) in layers.SelectMany(l => l.Weights))
            weight.DetachFromDisposeScope();
        return network;
    }

    private static (string Labels, string Preprocessing) Beside(string folder) =>
        (Path.Combine(folder, "labels.txt"), Path.Combine(folder, "preprocessing.json"));

    private static Preprocessing ReadPreprocessing(string text, long channels)
    {
        try
        {
            return PreprocessingJson.Parse(text, channels);
        }
        catch (ArgumentException e)
        {
            throw new NetworkException(e.Message, e);
        }
    }

    private static Func<string, long[]?, Tensor?> Weights(StoredWeights stored) =>
        (key, shape) =>
        {
            if (stored.ShapeOf(key) is not { } there)
                return null;
            if (shape is not null && (there.Count != shape.Length || there.Zip(shape).Any(p => p.Second >= 0 && p.First != p.Second)))
                throw new NetworkException(
                    $"The tensor '{key}' has the shape {Require.Shape(there)}; its layer needs "
                        + $"{Require.Shape(shape).Replace("-1", "any", StringComparison.Ordinal)}."
                );
            return stored.Read(key, stored.Dtype);
        };

    /// <summary>Holds what a file claims about itself against what its layers give.</summary>
    private static string? Fault(Network network, NetworkDescription json, IEnumerable<JsonObject> entries) =>
        network.Details switch
        {
            _ when json.Classes is { } classes
                    && !(classes is JsonValue v && v.TryGetValue(out double number) && number == network.Classes) =>
                $"The network.json of '{network.Name}' says {LayerSource.Shown(classes)} classes; its output '{network.Output}' "
                    + $"gives {network.Classes}.",
            { Labels.Count: > 0 and var labels } when labels != network.Classes =>
                $"'{network.Name}' has {labels} labels for {network.Classes} classes.",
            _ when json.EarlyLayer is { } early && !network.Graph.Has(early) =>
                $"The network.json of '{network.Name}' names '{early}' as early_layer, which is none of its layers.",
            { Preprocessing: { } p } when !network.InputShape.SequenceEqual([p.Channels, p.Height, p.Width]) =>
                $"The preprocessing.json of '{network.Name}' makes inputs of shape [{p.Channels}, {p.Height}, {p.Width}]; "
                    + $"the network takes {Require.Shape(network.InputShape)}.",
            _ => CamFault(network) ?? entries.Select(entry => ShapeFault(network, entry)).FirstOrDefault(f => f is not null),
        };

    private static string? CamFault(Network network)
    {
        if (network.Details.CamLayer is not { } cam)
            return null;
        string named = $"The network.json of '{network.Name}' names '{cam}' as cam_layer, which";
        if (!network.Graph.Has(cam))
            return $"{named} is none of its layers.";
        int index = network.Graph.IndexOf(cam);
        if (!network.Graph.OnPath[index])
            return $"{named} does not lead to its output '{network.Output}'.";
        return network.Graph.HasPositions(index) ? null : $"{named} has one position: its shape is {Require.Shape(network.ShapeOf(cam))}.";
    }

    private static string? ShapeFault(Network network, JsonObject entry)
    {
        string name = entry["name"]!.GetValue<string>(); // every layer has one by now
        return entry["output_shape"] is { } claimed && claimed.ToJsonString() != $"[{string.Join(',', network.ShapeOf(name))}]"
            ? $"The network.json of '{network.Name}' says that layer '{name}' gives {LayerSource.Shown(claimed)}; from its inputs "
                + $"and weights it gives {Require.Shape(network.ShapeOf(name))}."
            : null;
    }

    internal static void Save(Network network, string folder)
    {
        Directory.CreateDirectory(folder);
        JsonObject json = new()
        {
            ["name"] = network.Name,
            ["input_shape"] = new JsonArray([.. network.InputShape.Select(s => (JsonNode)s)]),
            ["classes"] = network.Classes,
            ["output"] = network.End,
        };
        if (network.Details.Outputs is { } outputs)
            json["output_kind"] = Kebab.Of(outputs);
        if (network.Details.CamLayer is { } cam)
            json["cam_layer"] = cam;
        json["layers"] = new JsonArray([.. network.Layers.Select(l => (JsonNode)Describe(network, l))]);
        Safetensors.Save(
            Path.Combine(folder, "weights.safetensors"),
            network.Layers.SelectMany(l => l.Weights.Select(w => ($"{l.Name}.{w.Name}", w.Tensor)))
        );
        WholeFile.Write(Path.Combine(folder, "network.json"), json.ToJsonString(new() { WriteIndented = true }));
        (string labels, string preprocessing) = Beside(folder);
        Replace(labels, network.Labels.Count > 0 ? string.Join('\n', network.Labels) + "\n" : null);
        Replace(preprocessing, network.Details.Preprocessing?.ToJson());
    }

    /// <summary>Another network that lay in the folder leaves nothing behind.</summary>
    private static void Replace(string path, string? text)
    {
        if (text is null)
            File.Delete(path);
        else
            WholeFile.Write(path, text);
    }

    private static JsonObject Describe(Network network, Layer layer)
    {
        JsonObject json = new()
        {
            ["name"] = layer.Name,
            ["op"] = layer.Op,
            ["inputs"] = new JsonArray([.. layer.Inputs.Select(i => (JsonNode)i)]),
        };
        layer.Write(json);
        json["output_shape"] = new JsonArray([.. network.ShapeOf(layer.Name).Select(s => (JsonNode)s)]);
        return json;
    }
}
