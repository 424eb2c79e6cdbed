using System.Diagnostics;
using System.Text.Json.Nodes;
using TorchSharp;
using WhiteBoxLab.Protocol;
using Xunit;

namespace WhiteBoxLab.Kernel.Tests;

public sealed class ShellTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("wbl-shell-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task An_npy_file_holds_what_the_library_computes()
    {
        (int code, string printed, string complaints) = await ShellVerb.RunAsync(
            "explain",
            "sample:chelsea",
            "--method",
            "saliency",
            "--target",
            "tabby",
            "--out",
            At("map.npy")
        );
        using Network network = Network.EfficientNetLite0();
        using Attribution own = network.Explain(
            Photo.Sample("chelsea"),
            new Saliency(),
            281,
            cancellationToken: TestContext.Current.CancellationToken
        );

        using torch.Tensor values = Npy.Read(At("map.npy"));
        Assert.Equal((0, ""), (code, complaints));
        Assert.Contains("tabby, tabby cat (281)", printed, StringComparison.Ordinal);
        Assert.Equal([1, 3, 224, 224], values.shape);
        Assert.True(values.allclose(own.Values, 1e-4, 1e-6));
    }

    [Fact]
    public async Task A_probability_is_explained_under_a_budget_of_memory_and_samples_tell_how_sure_they_are()
    {
        (int code, string printed, string complaints) = await ShellVerb.RunAsync(
            "explain",
            "sample:chelsea",
            "--method",
            "smoothgrad",
            "--options",
            "{\"samples\":3}",
            "--quantity",
            "probability",
            "--memory",
            "300",
            "--json"
        );

        Assert.Equal((0, ""), (code, complaints));
        JsonNode map = JsonNode.Parse(printed)![0]!;
        Assert.Equal((double)map["probability"]!, (double)map["score"]!, 1e-6);
        Assert.Equal(300, (int)map["options"]!["memory"]!);
        Assert.True((double)map["standardError"]! > 0, printed);
    }

    [Fact]
    public async Task Json_has_scores_passes_and_seconds_and_a_folder_gets_a_picture_and_values_of_each()
    {
        (int code, string printed, _) = await ShellVerb.RunAsync(
            "explain",
            "sample:chelsea",
            "sample:coffee",
            "--method",
            "grad-cam,integrated-gradients",
            "--options",
            "{\"integrated-gradients\":{\"steps\":2}}",
            "--out",
            At("maps"),
            "--json"
        );

        JsonArray maps = JsonNode.Parse(printed)!.AsArray();
        Assert.Equal(0, code);
        Assert.Equal(
            ["chelsea grad-cam", "chelsea integrated-gradients", "coffee grad-cam", "coffee integrated-gradients"],
            maps.Select(map => $"{map!["input"]} {map["method"]}")
        );
        Assert.Equal((282, "tiger cat", 1.0), ((int)maps[0]!["target"]!, (string)maps[0]!["label"]!, (double)maps[0]!["forwards"]!));
        Assert.Equal("completeness", (string)maps[1]!["check"]!["kind"]!);
        Assert.True((double)maps[1]!["seconds"]! > 0);
        Assert.Equal(
            [
                "chelsea-grad-cam.npy",
                "chelsea-grad-cam.png",
                "chelsea-integrated-gradients.npy",
                "chelsea-integrated-gradients.png",
                "coffee-grad-cam.npy",
                "coffee-grad-cam.png",
                "coffee-integrated-gradients.npy",
                "coffee-integrated-gradients.png",
            ],
            Directory.GetFiles(At("maps")).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task A_tensor_file_brings_its_own_targets_and_a_network_may_be_a_folder()
    {
        using (Network network = Network.EfficientNetLite0())
        {
            network.Save(At("network"));
            using torch.Tensor one = network.InputOf(Photo.Sample("chelsea")),
                two = network.InputOf(Photo.Sample("coffee")),
                input = torch.cat([one, two]),
                target = torch.tensor(new long[] { 285, 967 });
            Safetensors.Save(At("batch.safetensors"), [("input", input), ("target", target)]);
        }
        (int code, string printed, string complaints) = await ShellVerb.RunAsync(
            "explain",
            At("batch.safetensors"),
            "--network",
            At("network"),
            "--method",
            "fem,grad-cam",
            "--target",
            "file",
            "--dtype",
            "float64",
            "--out",
            At("maps.safetensors"),
            "--json"
        );

        using Safetensors maps = Safetensors.Open(At("maps.safetensors"));
        Assert.Equal((0, ""), (code, complaints));
        Assert.Equal(["fem", "grad-cam"], maps.Names.Order());
        Assert.Equal([2, 1, 7, 7], maps.ShapeOf("grad-cam"));
        Assert.Equal("F64", maps.DtypeOf("grad-cam"));
        Assert.Equal([285, 967], JsonNode.Parse(printed)!.AsArray().Take(2).Select(map => (int)map!["target"]!));
    }

    [Fact]
    public async Task One_input_that_cannot_be_read_does_not_keep_the_others()
    {
        (int code, string printed, string complaints) = await ShellVerb.RunAsync(
            "explain",
            At("nope.png"),
            "sample:chelsea",
            "--method",
            "grad-cam",
            "--out",
            At("cat.png")
        );

        Assert.Equal((3, $"There is no file '{At("nope.png")}'.\n"), (code, complaints));
        Assert.Contains("chelsea", printed, StringComparison.Ordinal);
        Assert.Equal(224, Photo.Open(At("cat.png")).Width);
    }

    [Theory]
    [InlineData(2, "Say what to do: doctor, explain, fit-patterns, jupyter, language, list, run, serve, trial. Try --help.")]
    [InlineData(
        2,
        "There is no 'dance'. There is doctor, explain, fit-patterns, jupyter, language, list, run, serve, trial. Try --help.",
        "dance"
    )]
    [InlineData(2, "Give at least one photo or tensor file. Try 'explain --help'.", "explain")]
    [InlineData(2, "Say by which method: --method ID[,ID...]. Try 'explain --help'.", "explain", "a.png")]
    [InlineData(2, "There is no method 'nope'. There are ", "explain", "a.png", "--method", "nope", "--layer", "x")]
    [InlineData(
        2,
        "--dtype is float32 or float64, not 'int8'. Try 'explain --help'.",
        "explain",
        "a.png",
        "--method",
        "fem",
        "--dtype",
        "int8"
    )]
    [InlineData(2, "--options is no JSON: ", "explain", "a.png", "--method", "fem", "--options", "{")]
    [InlineData(
        2,
        "--options speaks of 'grad-cam', which is not among the methods asked for: fem. Try 'explain --help'.",
        "explain",
        "a.png",
        "--method",
        "fem",
        "--options",
        "{\"grad-cam\":{}}"
    )]
    [InlineData(
        2,
        "--seed is given, but no method asked for draws at random: fem, grad-cam. Try 'explain --help'.",
        "explain",
        "a.png",
        "--method",
        "fem,grad-cam",
        "--seed",
        "1"
    )]
    [InlineData(2, "--method needs a value. Try 'explain --help'.", "explain", "a.png", "--method")]
    [InlineData(2, "There is no option --speed. There is --method, ", "explain", "a.png", "--speed", "9")]
    [InlineData(
        2,
        "There is no network 'vgg'. There is efficientnet-lite0, or any folder",
        "explain",
        "a.png",
        "--method",
        "fem",
        "--network",
        "vgg"
    )]
    [InlineData(
        2,
        "'cat' may mean 281 (tabby, tabby cat), 282 (tiger cat), ",
        "explain",
        "sample:chelsea",
        "--method",
        "fem",
        "--target",
        "cat"
    )]
    [InlineData(2, "'efficientnet-lite0' has no class 'unicorn'.", "explain", "sample:chelsea", "--method", "fem", "--target", "unicorn")]
    [InlineData(
        2,
        "'efficientnet-lite0' has the classes 0 to 999; there is no class -1.",
        "explain",
        "sample:chelsea",
        "--method",
        "fem",
        "--target",
        "-1"
    )]
    [InlineData(3, "'/etc' is no network: it has no network.json.", "explain", "a.png", "--method", "fem", "--network", "/etc")]
    [InlineData(2, "List what: methods, networks or layers?", "list")]
    [InlineData(2, "--quantity is score or probability, not 'odds'.", "explain", "a.png", "--method", "fem", "--quantity", "odds")]
    [InlineData(2, "--memory takes a whole number, not 'much'.", "explain", "a.png", "--method", "rise", "--memory", "much")]
    [InlineData(
        2,
        "The option 'memory' of 'rise' is 0; it goes from 1 to 1000000.",
        "explain",
        "sample:chelsea",
        "--method",
        "rise",
        "--memory",
        "0"
    )]
    [InlineData(
        2,
        "A neuron of '_blocks.10._add' has no probability. Explain a class, or the neuron's own value.",
        "explain",
        "sample:chelsea",
        "--method",
        "saliency",
        "--target",
        "neuron:_blocks.10._add:1",
        "--quantity",
        "probability"
    )]
    public async Task What_makes_no_sense_is_told_in_a_sentence(int code, string sentence, params string[] words)
    {
        (int actual, string printed, string complaints) = await ShellVerb.RunAsync(words);

        Assert.StartsWith(sentence, complaints, StringComparison.Ordinal);
        Assert.Equal((code, "", 1), (actual, printed, complaints.Count(sign => sign == '\n')));
    }

    [Fact]
    public async Task Ctrl_C_cancels_with_130()
    {
        KernelStart verb = ShellVerb.Of(
            "explain",
            "sample:chelsea",
            "--method",
            "grad-cam,integrated-gradients",
            "--options",
            "{\"integrated-gradients\":{\"steps\":1000}}"
        );
        // In the background of a shell the tests, and what they start, would not hear Ctrl+C.
        Process process = ShellVerb.Start(new KernelStart("env", ["--default-signal=INT", verb.FileName, .. verb.Arguments]));
        await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken); // Grad-CAM is there, the long one has begun
        using Process kill = Process.Start("/bin/kill", ["-INT", $"{process.Id}"]);
        EndedVerb ended = await ShellVerb.EndAsync(process);

        Assert.Equal((130, "Cancelled.\n"), (ended.Code, ended.Complaints));
    }

    [Fact]
    public async Task Patterns_are_fitted_beside_a_network_and_found_there()
    {
        Save("network", builder => builder.Relu("relu"));
        Save("other", builder => builder.Line(new Silu("silu", "conv")));
        using (torch.Tensor input = torch.rand(10, 3, 8, 8))
            Safetensors.Save(At("data.safetensors"), [("input", input)]);

        (int before, _, string missing) = await ShellVerb.RunAsync(
            "explain",
            At("data.safetensors"),
            "--network",
            At("network"),
            "--method",
            "pattern-net"
        );
        (int code, string printed, string complaints) = await ShellVerb.RunAsync(
            "fit-patterns",
            At("data.safetensors"),
            "--network",
            At("network"),
            "--batch",
            "4"
        );
        (int after, _, _) = await ShellVerb.RunAsync(
            "explain",
            At("data.safetensors"),
            "--network",
            At("network"),
            "--method",
            "pattern-net,pattern-attribution",
            "--out",
            At("maps.safetensors")
        );
        (int refused, _, string sentence) = await ShellVerb.RunAsync("fit-patterns", At("data.safetensors"), "--network", At("other"));
        (int wrong, _, string usage) = await ShellVerb.RunAsync("fit-patterns", At("data.safetensors"));

        Assert.Equal(
            (
                1,
                "PatternNet needs patterns, which are fitted on inputs like those to be explained; 'network' has no "
                    + "patterns.safetensors beside it. Fit them with Patterns.Fit(network, batches), or on the command line with "
                    + "fit-patterns.\n"
            ),
            (before, missing)
        );
        Assert.Equal((0, ""), (code, complaints));
        Assert.StartsWith(
            $"{Path.Combine(At("network"), "patterns.safetensors")}: patterns of 7 neurons in 2 layers, from 10 inputs.",
            printed,
            StringComparison.Ordinal
        );
        using Safetensors maps = Safetensors.Open(At("maps.safetensors"));
        Assert.Equal(0, after);
        Assert.Equal([10, 3, 8, 8], maps.ShapeOf("pattern-net"));
        Assert.Equal(
            (
                1,
                "Patterns cover convolutions, linear layers, ReLU, ReLU6, sums and pooling; 'other' has silu at 'silu', for "
                    + "which there are none. Use lrp-epsilon-gamma-box or integrated-gradients.\n"
            ),
            (refused, sentence)
        );
        Assert.Equal((2, "Say for which network: --network FOLDER. Try 'fit-patterns --help'.\n"), (wrong, usage));
    }

    private void Save(string name, Action<NetworkBuilder> activation)
    {
        NetworkBuilder builder = new(name, 3, 8, 8, seed: 1);
        builder.Conv("conv", 4, 3, padding: 1);
        activation(builder);
        builder.GlobalPool("pool");
        builder.Flatten("flatten");
        builder.Linear("fc", 3);
        using Network network = builder.Build();
        network.Save(At(name));
    }

    [Fact]
    public async Task Help_tells_the_exit_codes()
    {
        Assert.Contains("130  cancelled", (await ShellVerb.RunAsync("explain", "--help")).Printed, StringComparison.Ordinal);
        Assert.Contains("130  cancelled", (await ShellVerb.RunAsync("--help")).Printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_there_is_is_listed()
    {
        JsonArray methods = JsonNode.Parse((await ShellVerb.RunAsync("list", "methods", "--json")).Printed)!.AsArray();
        string layers = (await ShellVerb.RunAsync("list", "layers")).Printed;

        Assert.Equal(Catalogue.Cards.Count, methods.Count);
        Assert.Contains(methods.Single(method => (string)method!["id"]! == "integrated-gradients")!["options"]!.AsArray(), option =>
            (string)option!["name"]! == "steps" && (double)option["maximum"]! == 1000
        );
        Assert.Contains("[1280, 7, 7]", layers, StringComparison.Ordinal);
    }

    private string At(string name) => Path.Combine(folder, name);
}
