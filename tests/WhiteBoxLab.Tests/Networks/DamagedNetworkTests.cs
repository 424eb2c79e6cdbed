using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace WhiteBoxLab.Tests;

/// <summary>Descriptions that do not fit themselves or their weights: each is refused with one sentence, word for word.</summary>
public sealed class DamagedNetworkTests(NetworkFiles files) : IClassFixture<NetworkFiles>
{
    private static readonly Dictionary<string, (Action<JsonObject> Damage, string Sentence)> Refusals = Damages()
        .ToDictionary(d => d.What, d => (d.Damage, d.Sentence));

    public static TheoryData<string> Cases => [.. Refusals.Keys];

    [Theory, MemberData(nameof(Cases))]
    public void A_damaged_description_is_refused_with_a_sentence(string what) =>
        Assert.Equal(Refusals[what].Sentence, Assert.Throws<NetworkException>(() => files.Read(Refusals[what].Damage)).Message);

    [Theory]
    [InlineData(
        "",
        "network.json is not valid JSON: The input does not contain any JSON tokens. Expected the input to start with a valid "
            + "JSON token, when isFinalBlock is true. LineNumber: 0 | BytePositionInLine: 0."
    )]
    [InlineData(
        "layers: conv",
        "network.json is not valid JSON: 'l' is an invalid start of a value. LineNumber: 0 | BytePositionInLine: 0."
    )]
    [InlineData(
        "{\"name\": \"tiny\"",
        "network.json is not valid JSON: Expected depth to be zero at the end of the JSON payload. There is an open JSON "
            + "object or array that should be closed. LineNumber: 0 | BytePositionInLine: 15."
    )]
    [InlineData("[]", "network.json is not a JSON object.")]
    [InlineData("null", "network.json is not a JSON object.")]
    [InlineData(
        "{\"name\": \"\\ud800\"}",
        "network.json is not valid JSON: Cannot read incomplete UTF-16 JSON text as string with missing low surrogate."
    )]
    [InlineData(
        "{\"name\": \"a\", \"name\": \"b\"}",
        "network.json is not valid JSON: Duplicate property 'name' encountered during deserialization."
    )]
    public void What_is_not_JSON_is_refused(string text, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<NetworkException>(() => files.Read(Encoding.UTF8.GetBytes(text))).Message);

    [Fact]
    public void Bytes_that_are_no_text_are_refused() =>
        Assert.StartsWith(
            "network.json is not valid JSON: ",
            Assert.Throws<NetworkException>(() => files.Read([.. "{\"name\": \""u8, 0xff, 0xfe, .. "\"}"u8])).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_description_nested_without_end_is_refused() =>
        Assert.Equal(
            "network.json is not valid JSON: The maximum configured depth of 64 has been exceeded. Cannot read next JSON "
                + "array. LineNumber: 0 | BytePositionInLine: 74.",
            Assert
                .Throws<NetworkException>(() =>
                    files.Read(Encoding.UTF8.GetBytes("{\"layers\": " + new string('[', 10_000) + new string(']', 10_000) + "}"))
                )
                .Message
        );

    [Fact]
    public void A_description_with_a_byte_order_mark_is_read()
    {
        using Network network = files.Read([0xef, 0xbb, 0xbf, .. Encoding.UTF8.GetBytes(files.Description().ToJsonString())]);

        Assert.Equal("tiny", network.Name);
    }

    [Fact]
    public void A_wrong_count_of_labels_is_refused() =>
        Assert.Equal(
            "'tiny' has 4 labels for 5 classes.",
            Assert.Throws<NetworkException>(() => files.Read(_ => { }, labels: ["a", "b", "c", "d"])).Message
        );

    [Fact]
    public void Preprocessing_for_another_input_is_refused() =>
        Assert.Equal(
            "The preprocessing.json of 'tiny' makes inputs of shape [3, 9, 8]; the network takes [3, 8, 8].",
            Assert
                .Throws<NetworkException>(() =>
                    files.Read(_ => { }, preprocessing: "{\"size\": [9, 8], \"mean\": [0, 0, 0], \"std\": [1, 1, 1]}")
                )
                .Message
        );

    [Fact]
    public void Preprocessing_that_is_not_JSON_is_refused() =>
        Assert.StartsWith(
            "preprocessing.json is not what it should be: ",
            Assert.Throws<NetworkException>(() => files.Read(_ => { }, preprocessing: "{")).Message,
            StringComparison.Ordinal
        );

    private static JsonObject Layer(JsonObject json, int index) => json["layers"]![index]!.AsObject();

    private static Action<JsonObject> At(int layer, string key, JsonNode? value) => json => Layer(json, layer)[key] = value?.DeepClone();

    /// <summary>Puts a layer between relu (1) and pool (2).</summary>
    private static Action<JsonObject> Between(string layer) =>
        json =>
        {
            json["layers"]!.AsArray().Insert(2, JsonNode.Parse(layer));
            Layer(json, 3)["inputs"] = new JsonArray("x");
        };

    private static IEnumerable<(string What, Action<JsonObject> Damage, string Sentence)> Damages()
    {
        yield return ("no layers", json => json.Remove("layers"), "The network.json of 'tiny' has no list of layers.");
        yield return ("layers are none", json => json["layers"] = new JsonArray(), "The network.json of 'tiny' has no list of layers.");
        yield return ("a layer is no object", json => json["layers"]![1] = 7, "The network.json of 'tiny' has no list of layers.");
        yield return ("name is a number", json => json["name"] = 7, "network.json needs \"name\" to be a name; it is 7.");
        yield return ("output is a number", json => json["output"] = 4, "network.json needs \"output\" to be a name; it is 4.");
        yield return (
            "output is no layer",
            json => json["output"] = "logits",
            "The output of 'tiny' is 'logits', which is none of its layers."
        );
        yield return (
            "output is the input",
            json => json["output"] = "input",
            "The output of 'tiny' is 'input', which is none of its layers."
        );
        yield return (
            "output with positions",
            json => json["output"] = "relu",
            "The output 'relu' of 'tiny' has the shape [4, 8, 8]; an explained network ends in scores [K]."
        );
        yield return (
            "cam layer is none",
            json => json["cam_layer"] = "conv9",
            "The network.json of 'tiny' names 'conv9' as cam_layer, which is none of its layers."
        );
        yield return ("classes wrong", json => json["classes"] = 6, "The network.json of 'tiny' says 6 classes; its output 'fc' gives 5.");
        yield return (
            "classes is text",
            json => json["classes"] = "five",
            "The network.json of 'tiny' says \"five\" classes; its output 'fc' gives 5."
        );
        yield return (
            "input shape missing",
            json => json.Remove("input_shape"),
            "The network.json of 'tiny' needs \"input_shape\": [C, H, W]; it is not there."
        );
        yield return (
            "input shape of two",
            json => json["input_shape"] = new JsonArray(8, 8),
            "The network.json of 'tiny' needs \"input_shape\": [C, H, W]; it is [8,8]."
        );
        yield return (
            "input shape negative",
            json => json["input_shape"] = new JsonArray(3, -8, 8),
            "The network.json of 'tiny' needs \"input_shape\": [C, H, W]; it is [3,-8,8]."
        );
        yield return (
            "input shape huge",
            json => json["input_shape"] = new JsonArray(65535, 65535, 65535),
            "'input' of 'tiny' has the shape [65535, 65535, 65535]; every size starts at 1, and 2147483647 values are the most."
        );

        yield return ("layer without a name", json => Layer(json, 1).Remove("name"), "A layer of the network has no \"name\".");
        yield return ("layer without an op", json => Layer(json, 1).Remove("op"), "Layer 'relu' has no \"op\".");
        yield return (
            "unknown op",
            At(1, "op", "swish2"),
            $"Layer 'relu' has the operation 'swish2', which is not known here. Known are {string.Join(", ", Layers.Ops)}."
        );
        yield return (
            "no inputs",
            At(1, "inputs", new JsonArray()),
            "Layer 'relu' has no list of inputs. Write \"inputs\": [\"<layer>\"]; the picture is \"input\"."
        );
        yield return (
            "inputs is a word",
            At(1, "inputs", "conv"),
            "Layer 'relu' has no list of inputs. Write \"inputs\": [\"<layer>\"]; the picture is \"input\"."
        );
        yield return (
            "missing input layer",
            At(1, "inputs", new JsonArray("conv0")),
            "Layer 'relu' of 'tiny' reads 'conv0', which is none of its layers."
        );
        yield return (
            "two inputs of one",
            At(1, "inputs", new JsonArray("conv", "conv")),
            "Layer 'relu' (relu) reads one layer; it is given 2."
        );
        yield return ("two layers of one name", At(2, "name", "relu"), "'tiny' has two layers named 'relu'.");
        yield return (
            "a layer named input",
            At(1, "name", "input"),
            "'tiny' has a layer named 'input', which is the name of its picture. Rename the layer."
        );
        yield return ("reads itself", At(1, "inputs", new JsonArray("relu")), "Layers of 'tiny' read each other in a circle: 'relu'.");
        yield return (
            "cycle behind a tail",
            json => Layer(json, 1)["inputs"] = new JsonArray("pool"),
            "Layers of 'tiny' read each other in a circle: 'relu', 'pool'."
        );

        yield return (
            "claimed shape wrong",
            At(1, "output_shape", new JsonArray(4, 8, 9)),
            "The network.json of 'tiny' says that layer 'relu' gives [4,8,9]; from its inputs and weights it gives [4, 8, 8]."
        );
        yield return (
            "claimed shape is a word",
            At(1, "output_shape", "[4,8,8]"),
            "The network.json of 'tiny' says that layer 'relu' gives \"[4,8,8]\"; from its inputs and weights it gives [4, 8, 8]."
        );
        yield return (
            "missing weight",
            At(0, "name", "conv1"),
            "The weights have no tensor 'conv1.weight', which layer 'conv1' (conv2d) needs."
        );
        yield return (
            "wrong weight shape",
            At(0, "kernel", new JsonArray(5, 5)),
            "The tensor 'conv.weight' has the shape [4, 3, 3, 3]; its layer needs [4, any, 5, 5]."
        );
        yield return (
            "wrong number of channels",
            At(0, "out_channels", 6),
            "The tensor 'conv.weight' has the shape [4, 3, 3, 3]; its layer needs [6, any, 3, 3]."
        );
        yield return (
            "channels not there",
            json => Layer(json, 0).Remove("out_channels"),
            "Layer 'conv' (conv2d) needs \"out_channels\" to be a whole number from 0; it is not there."
        );
        yield return (
            "channels negative",
            At(0, "out_channels", -1),
            "Layer 'conv' (conv2d) needs \"out_channels\" to be a whole number from 0; it is -1."
        );
        yield return (
            "kernel not a pair",
            At(0, "kernel", new JsonArray(3, 3, 3)),
            "Layer 'conv' (conv2d) needs \"kernel\" to be [height, width], whole numbers from 0; it is [3,3,3]."
        );
        yield return (
            "kernel negative",
            At(0, "kernel", new JsonArray(-1, -1)),
            "Layer 'conv' (conv2d) needs \"kernel\" to be [height, width], whole numbers from 0; it is [-1,-1]."
        );
        yield return (
            "padding negative",
            At(0, "padding", new JsonArray(-1, 0)),
            "Layer 'conv' (conv2d) needs \"padding\" to be [height, width], whole numbers from 0; it is [-1,0]."
        );
        yield return (
            "stride 0",
            At(0, "stride", new JsonArray(1, 0)),
            "Layer 'conv' has a window of 3 with stride 0, padding 1 and dilation 1; window, stride and dilation start at 1, padding at 0."
        );
        yield return (
            "stride of a half",
            At(0, "stride", 0.5),
            "Layer 'conv' (conv2d) needs \"stride\" to be [height, width], whole numbers from 0; it is 0.5."
        );
        yield return (
            "dilation beyond the picture",
            At(0, "dilation", 100),
            "Layer 'conv' has a window of 201, which does not fit into 8 positions with a padding of 1."
        );
        yield return (
            "padding without end",
            At(0, "padding", 999_999_999),
            "'conv' of 'tiny' has the shape [4, 2000000004, 2000000004]; every size starts at 1, and 2147483647 values are the most."
        );
        yield return (
            "a number beyond all",
            At(0, "padding", 1e300),
            "Layer 'conv' (conv2d) needs \"padding\" to be [height, width], whole numbers from 0; it is 1E+300."
        );
        yield return (
            "groups do not divide",
            At(0, "groups", 2),
            "Layer 'conv' has weights [4, 3, 3, 3] in 2 groups, which does not fit an input of 3 channels."
        );
        yield return (
            "groups 0",
            At(0, "groups", 0),
            "Layer 'conv' has weights [4, 3, 3, 3] in 0 groups, which does not fit an input of 3 channels."
        );
        yield return (
            "groups in words",
            At(0, "groups", "one"),
            "Layer 'conv' (conv2d) needs \"groups\" to be a whole number from 0; it is \"one\"."
        );
        yield return ("bias in words", At(0, "bias", "yes"), "Layer 'conv' (conv2d) needs \"bias\" to be true or false; it is \"yes\".");
        yield return (
            "linear on a picture",
            At(4, "inputs", new JsonArray("pool")),
            "Layer 'fc' has weights [5, 4] and needs an input of shape [4]; 'pool' gives [4, 1, 1]."
        );
        yield return (
            "linear of another size",
            At(3, "inputs", new JsonArray("relu")),
            "Layer 'fc' has weights [5, 4] and needs an input of shape [4]; 'flatten' gives [256]."
        );

        yield return (
            "add of unequal shapes",
            Between("""{"name": "x", "op": "add", "inputs": ["relu", "input"]}"""),
            "Layer 'x' adds 'relu' of shape [4, 8, 8] and 'input' of shape [3, 8, 8]; they must be equal."
        );
        yield return (
            "add of one",
            Between("""{"name": "x", "op": "add", "inputs": ["relu"]}"""),
            "Layer 'x' (add) reads two layers; it is given 1."
        );
        yield return (
            "mul of unequal shapes",
            Between("""{"name": "x", "op": "mul", "inputs": ["relu", "input"]}"""),
            "Layer 'x' multiplies 'relu' of shape [4, 8, 8] and 'input' of shape [3, 8, 8]; each size must be equal or 1."
        );
        yield return (
            "concat of unequal pictures",
            Between("""{"name": "x", "op": "concat", "inputs": ["relu", "fc"]}"""),
            "Layers of 'tiny' read each other in a circle: 'x', 'fc', 'flatten', 'pool'."
        );
        yield return (
            "pool stride 0",
            Between("""{"name": "x", "op": "max_pool2d", "inputs": ["relu"], "kernel": [2, 2], "stride": [0, 0]}"""),
            "Layer 'x' has a window of 2 with stride 0, padding 0 and dilation 1; window, stride and dilation start at 1, padding at 0."
        );
        yield return (
            "pool window 0",
            Between("""{"name": "x", "op": "avg_pool2d", "inputs": ["relu"], "kernel": [0, 2]}"""),
            "Layer 'x' has a window of 0 with stride 0, padding 0 and dilation 1; window, stride and dilation start at 1, padding at 0."
        );
        yield return (
            "pool in the padding",
            Between("""{"name": "x", "op": "max_pool2d", "inputs": ["relu"], "kernel": [2, 2], "padding": [2, 2]}"""),
            "Layer 'x' has a padding of 2; half its window of 2 is the most."
        );
        yield return (
            "pool too large",
            Between("""{"name": "x", "op": "avg_pool2d", "inputs": ["relu"], "kernel": [9, 9]}"""),
            "Layer 'x' has a window of 9, which does not fit into 8 positions with a padding of 0."
        );
        yield return (
            "pad by three",
            Between("""{"name": "x", "op": "zero_pad2d", "inputs": ["relu"], "pad": [1, 1, 1]}"""),
            "Layer 'x' (zero_pad2d) needs \"pad\" to be a list of 4 whole numbers from 0; it is [1,1,1]."
        );
        yield return (
            "pad without end",
            Between("""{"name": "x", "op": "zero_pad2d", "inputs": ["relu"], "pad": [99999, 0, 99999, 0]}"""),
            "'x' of 'tiny' has the shape [4, 100007, 100007]; every size starts at 1, and 2147483647 values are the most."
        );
        yield return (
            "resize to nothing",
            Between("""{"name": "x", "op": "resize", "inputs": ["relu"], "size": [0, 4]}"""),
            "Layer 'x' has the size [0, 4]; it starts at 1."
        );
        yield return (
            "resize in another way",
            Between("""{"name": "x", "op": "resize", "inputs": ["relu"], "size": [4, 4], "mode": "cubic"}"""),
            "Layer 'x' (resize) has the mode 'cubic'; there are bilinear and nearest."
        );
        yield return (
            "resize in no way",
            Between("""{"name": "x", "op": "resize", "inputs": ["relu"], "size": [4, 4], "mode": 2}"""),
            "Layer 'x' (resize) needs \"mode\" to be a word; it is 2."
        );
        yield return (
            "adaptive without a size",
            Between("""{"name": "x", "op": "adaptive_avg_pool2d", "inputs": ["relu"]}"""),
            "Layer 'x' (adaptive_avg_pool2d) needs \"size\" to be [height, width], whole numbers from 0; it is not there."
        );
        yield return (
            "reshape to another number",
            Between("""{"name": "x", "op": "reshape", "inputs": ["relu"], "shape": [3, 8, 8]}"""),
            "Layer 'x' cannot give [4, 8, 8] the shape [3, 8, 8]: the number of values differs."
        );
        yield return (
            "reshape that overflows",
            Between("""{"name": "x", "op": "reshape", "inputs": ["relu"], "shape": [16777216, 16777216, 65536, 256]}"""),
            "Layer 'x' cannot give [4, 8, 8] the shape [16777216, 16777216, 65536, 256]: the number of values differs."
        );
        yield return (
            "slope in words",
            Between("""{"name": "x", "op": "leaky_relu", "inputs": ["relu"], "slope": "steep"}"""),
            "Layer 'x' (leaky_relu) needs \"slope\" to be a number; it is \"steep\"."
        );
        yield return (
            "batch norm without weights",
            Between("""{"name": "x", "op": "batch_norm2d", "inputs": ["relu"]}"""),
            "The weights have no tensor 'x.weight', which layer 'x' (batch_norm2d) needs."
        );
    }
}
