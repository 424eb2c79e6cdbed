using System.Text;
using System.Text.Json.Nodes;
using TorchSharp;
using Xunit;

namespace WhiteBoxLab.Tests;

/// <summary>Whatever a description says, it is refused with a sentence or it makes a network that runs.</summary>
public sealed class NetworkFuzzTests
{
    private const int Mutations = 1000;

    private static readonly string[] Values =
    [
        "null",
        "-1",
        "0",
        "1",
        "2",
        "3",
        "17",
        "0.5",
        "1e9",
        "1e300",
        "-1e999",
        "2147483648",
        "9223372036854775807",
        "true",
        "false",
        "\"\"",
        "\"input\"",
        "\"fc\"",
        "\"add\"",
        "\"relu\"",
        "\"x\"",
        "[]",
        "{}",
        "[1,1]",
        "[2,2]",
        "[0,0]",
        "[-1,3]",
        "[[1]]",
        "[\"input\"]",
        "[\"input\",\"input\"]",
        "[99999,99999]",
    ];

    [Fact]
    public void A_description_with_one_value_changed_is_refused_or_runs()
    {
        using NetworkFiles files = NetworkFiles.Of("mobile-mini");
        Random random = new(20260711);
        for (int i = 0; i < Mutations; i++)
        {
            JsonObject json = files.Description();
            for (int times = random.Next(1, 4); times > 0; times--)
                Mutate(json, random);
            OpenAndRun(files, Encoding.UTF8.GetBytes(json.ToJsonString()), $"mutation {i}");
        }
    }

    [Fact]
    public void A_description_with_bytes_changed_is_refused_or_runs()
    {
        using NetworkFiles files = NetworkFiles.Of("mobile-mini");
        Random random = new(7);
        byte[] description = Encoding.UTF8.GetBytes(files.Description().ToJsonString());
        for (int i = 0; i < Mutations; i++)
        {
            byte[] damaged = [.. description];
            for (int times = random.Next(1, 4); times > 0; times--)
                damaged[random.Next(damaged.Length)] =
                    random.Next(3) == 0 ? (byte)random.Next(256) : (byte)"0123456789,-.\"[]{}aeinoprstu"[random.Next(28)];
            OpenAndRun(files, random.Next(20) == 0 ? damaged[..random.Next(damaged.Length)] : damaged, $"mutation {i}");
        }
    }

    [Fact]
    public void A_chain_of_a_hundred_thousand_layers_runs()
    {
        using NetworkFiles files = new();
        using Network network = files.Read(Chain(files, 100_000)),
            plain = NetworkFiles.Tiny();
        using torch.Tensor input = torch.ones(1, 3, 8, 8),
            scores = network.Scores(input),
            expected = plain.Scores(input);

        Assert.Equal(100_005, network.Layers.Count);
        Assert.True(scores.equal(expected).all().item<bool>());
    }

    /// <summary>The tiny network with many layers that change nothing between its convolution and its ReLU, the last one first.</summary>
    private static byte[] Chain(NetworkFiles files, int count)
    {
        JsonObject json = files.Description();
        List<JsonNode> layers = [.. json["layers"]!.AsArray().Select(l => l!.DeepClone())];
        layers[1]["inputs"] = new JsonArray($"x{count - 1}");
        layers.InsertRange(
            1,
            Enumerable
                .Range(0, count)
                .Select(i => new JsonObject
                {
                    ["name"] = $"x{i}",
                    ["op"] = "identity",
                    ["inputs"] = new JsonArray(i == 0 ? "conv" : $"x{i - 1}"),
                    ["output_shape"] = new JsonArray(4, 8, 8),
                })
        );
        json["layers"] = new JsonArray([.. layers.AsEnumerable().Reverse()]);
        return Encoding.UTF8.GetBytes(json.ToJsonString());
    }

    private static void OpenAndRun(NetworkFiles files, byte[] description, string what)
    {
        try
        {
            using Network network = files.Read(description);
            if (network.Graph.Cost > 1e8 || network.Layers.Max(l => network.ShapeOf(l.Name).Aggregate(1L, (a, b) => a * b)) > 1_000_000)
                return; // it would run, but not in a test
            using torch.Tensor input = torch.zeros([1, .. network.InputShape], network.Dtype),
                scores = network.Scores(input);
            Assert.Equal([1, network.Classes], scores.shape);
        }
        catch (Exception e) when (e is NetworkException or WeightsException)
        {
            Assert.EndsWith(".", e.Message, StringComparison.Ordinal);
        }
        catch (Exception e) when (e is not Xunit.Sdk.XunitException)
        {
            Assert.Fail($"{what}: {e}\n{Encoding.UTF8.GetString(description)}");
        }
    }

    private static void Mutate(JsonObject json, Random random)
    {
        List<JsonNode> parents = [.. Below(json).Where(n => n is JsonObject { Count: > 0 } or JsonArray { Count: > 0 })];
        switch (parents[random.Next(parents.Count)])
        {
            case JsonObject o:
                string key = o.ElementAt(random.Next(o.Count)).Key;
                if (random.Next(4) == 0)
                    o.Remove(key);
                else
                    o[key] = JsonNode.Parse(Values[random.Next(Values.Length)]);
                break;
            case JsonArray a:
                MutateList(a, random);
                break;
        }
    }

    private static void MutateList(JsonArray list, Random random)
    {
        int at = random.Next(list.Count);
        switch (random.Next(4))
        {
            case 0:
                list.RemoveAt(at);
                break;
            case 1:
                list.Insert(random.Next(list.Count), list[at]?.DeepClone());
                break;
            default:
                list[at] = JsonNode.Parse(Values[random.Next(Values.Length)]);
                break;
        }
    }

    private static IEnumerable<JsonNode> Below(JsonNode node) =>
        node switch
        {
            JsonObject o => o.Select(p => p.Value).OfType<JsonNode>().SelectMany(Below).Prepend(node),
            JsonArray a => a.OfType<JsonNode>().SelectMany(Below).Prepend(node),
            _ => [node],
        };
}
