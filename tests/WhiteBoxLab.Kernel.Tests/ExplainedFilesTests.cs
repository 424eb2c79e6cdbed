using System.Text.Json.Nodes;
using TorchSharp;
using WhiteBoxLab.Tests;
using Xunit;

namespace WhiteBoxLab.Kernel.Tests;

/// <summary>The verb <c>explain</c> with files of <c>tests/data/cases</c>: it loses no map and says what the numbers are.</summary>
public sealed class ExplainedFilesTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("wbl-files-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Two_photos_of_one_name_are_four_files()
    {
        (int code, _, string complaints) = await ShellVerb.RunAsync(
            "explain",
            Case("names/same-stem/benign/0001.png"),
            Case("names/same-stem/malignant/0001.png"),
            "--network",
            Case("nets/rgb"),
            "--method",
            "grad-cam",
            "--out",
            At("maps")
        );

        Assert.Equal((0, ""), (code, complaints));
        Assert.Equal(
            ["benign-0001-grad-cam.npy", "benign-0001-grad-cam.png", "malignant-0001-grad-cam.npy", "malignant-0001-grad-cam.png"],
            Directory.GetFiles(At("maps")).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task One_photo_given_twice_and_another_ending_are_four_keys_of_one_file()
    {
        string photo = Case("pics/orange.png");
        File.Copy(photo, At("orange.png"));
        File.Copy(photo, At("orange.webp")); // a PNG under another name is read as what it is
        (int code, _, string complaints) = await ShellVerb.RunAsync(
            "explain",
            photo,
            photo,
            At("orange.png"),
            At("orange.webp"),
            "--network",
            Case("nets/rgb"),
            "--method",
            "grad-cam",
            "--out",
            At("maps.safetensors")
        );

        Assert.Equal((0, ""), (code, complaints));
        using Safetensors maps = Safetensors.Open(At("maps.safetensors"));
        Assert.Equal(4, maps.Names.Count);
    }

    [Fact]
    public async Task Names_that_run_into_each_other_are_told_apart()
    {
        File.Copy(Case("pics/orange.png"), At("x.png"));
        File.Copy(Case("pics/orange.png"), At("x-grad.png"));
        (int code, _, _) = await ShellVerb.RunAsync(
            "explain",
            At("x.png"),
            At("x-grad.png"),
            "--network",
            Case("nets/rgb"),
            "--method",
            "grad-cam,cam",
            "--out",
            At("maps")
        );

        Assert.Equal(0, code);
        Assert.Equal(8, Directory.GetFiles(At("maps")).Length);
    }

    [Fact]
    public async Task Files_of_a_folder_that_cannot_be_read_are_named()
    {
        (int code, string printed, string complaints) = await ShellVerb.RunAsync(
            "explain",
            Case("names/skipped"),
            "--network",
            Case("nets/rgb"),
            "--method",
            "fem"
        );

        Assert.Equal(3, code);
        Assert.StartsWith("c ", printed, StringComparison.Ordinal);
        Assert.Equal(
            $"'{Case("names/skipped/a.bmp")}': This file is not a picture we can read (it begins like a BMP). JPEG, PNG, WebP "
                + $"and GIF work.\n'{Case("names/skipped/b.tif")}': This file is not a picture we can read (it begins like a TIFF or "
                + $"a raw photo). JPEG, PNG, WebP and GIF work.\n",
            complaints
        );
    }

    [Fact]
    public async Task What_was_made_is_written_though_a_later_target_makes_no_sense()
    {
        using (
            torch.Tensor input = torch.ones(1, 3, 8, 8),
                target = torch.tensor(new long[] { 1 })
        )
            Safetensors.Save(At("batch.safetensors"), [("input", input), ("target", target)]);
        (int code, _, _) = await ShellVerb.RunAsync(
            "explain",
            At("batch.safetensors"),
            Case("pics/orange.png"),
            "--network",
            Case("nets/rgb"),
            "--method",
            "fem",
            "--target",
            "file",
            "--out",
            At("maps.safetensors")
        );

        Assert.Equal(2, code);
        using Safetensors maps = Safetensors.Open(At("maps.safetensors"));
        Assert.Equal(["batch/fem"], maps.Names);
    }

    [Theory]
    [InlineData("10", 2, "10")]
    [InlineData("2", 3, "2")]
    [InlineData("class:2", 2, "10")]
    [InlineData("3", 3, "2")]
    public async Task A_number_that_is_a_label_is_that_label(string target, int number, string label)
    {
        JsonNode map = (await ReportsAsync(Case("pics/base.png"), "digits-folders", "--target", target))[0]!;

        Assert.Equal((number, label), ((int)map["target"]!, (string)map["label"]!));
    }

    [Fact]
    public async Task A_label_in_Latin_1_can_be_named() =>
        Assert.Equal("café", (string)(await ReportsAsync(Case("pics/base.png"), "labels-latin1", "--target", "café"))[0]!["label"]!);

    [Theory]
    [InlineData("softmax-end", "softmax", 0.9)]
    [InlineData("sigmoid-end", "independent-labels", 0.9)]
    [InlineData("one-logit", "one-logit", 0.119203)]
    public async Task What_the_outputs_are_is_said_and_probabilities_follow(string network, string outputs, double probability)
    {
        JsonNode map = (await ReportsAsync(Case("pics/black.png"), network))[0]!;

        Assert.Equal(outputs, (string)map["outputs"]!);
        Assert.Equal(probability, (double)map["probability"]!, 1e-5);
        Assert.Contains(
            $"outputs: {outputs}",
            (await ShellVerb.RunAsync("list", "networks", "--network", Case($"nets/{network}"))).Printed,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task What_the_outputs_are_can_be_said()
    {
        JsonNode map = (await ReportsAsync(Case("pics/orange.png"), "rgb", "--outputs", "regression"))[0]!;
        (int code, _, string complaints) = await ShellVerb.RunAsync(
            "explain",
            Case("pics/orange.png"),
            "--network",
            Case("nets/rgb"),
            "--method",
            "fem",
            "--outputs",
            "ranking"
        );

        Assert.Equal("regression", (string)map["outputs"]!);
        Assert.Null(map["probability"]);
        Assert.Equal(
            (2, "--outputs is scores or softmax or independent-labels or one-logit or regression, not 'ranking'. Try 'explain --help'.\n"),
            (code, complaints)
        );
    }

    [Theory]
    [InlineData("nan-weight")]
    [InlineData("nan-early")]
    public async Task What_is_no_number_is_one_sentence_and_no_success(string network)
    {
        (int code, string printed, string complaints) = await ShellVerb.RunAsync(
            "explain",
            Case("pics/base.png"),
            "--network",
            Case($"nets/{network}"),
            "--method",
            "grad-cam,eigen-cam,fem",
            "--out",
            At("maps")
        );

        Assert.Equal((3, ""), (code, printed));
        Assert.Equal(1, complaints.Count(sign => sign == '\n'));
        Assert.StartsWith("The weights of layer '", complaints, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Numbers_that_are_none_in_a_tensor_file_are_one_sentence_for_all_methods()
    {
        using (torch.Tensor input = torch.full([1, 3, 8, 8], float.NaN))
            Safetensors.Save(At("batch.safetensors"), [("input", input)]);
        (int code, string printed, string complaints) = await ShellVerb.RunAsync(
            "explain",
            At("batch.safetensors"),
            "--network",
            Case("nets/rgb"),
            "--method",
            "grad-cam,eigen-cam,fem"
        );

        Assert.Equal(
            (1, "", "'rgb' gives no number for this input: the input itself has NaN or infinite values.\n"),
            (code, printed, complaints)
        );
    }

    [Fact]
    public async Task A_class_of_minus_one_in_a_tensor_file_is_refused()
    {
        using (
            torch.Tensor input = torch.ones(1, 3, 8, 8),
                target = torch.tensor(new long[] { -1 })
        )
            Safetensors.Save(At("batch.safetensors"), [("input", input), ("target", target)]);
        (int code, _, string complaints) = await ShellVerb.RunAsync(
            "explain",
            At("batch.safetensors"),
            "--network",
            Case("nets/rgb"),
            "--method",
            "saliency",
            "--target",
            "file"
        );

        Assert.Equal((1, "'rgb' has the classes 0 to 2; there is no class -1.\n"), (code, complaints));
    }

    private static string Case(string path) => Path.Combine(TestData.OfRepository, "cases", path);

    private string At(string name) => Path.Combine(folder, name);

    private static async Task<JsonArray> ReportsAsync(string input, string network, params IReadOnlyList<string> more)
    {
        (int code, string printed, string complaints) = await ShellVerb.RunAsync([
            "explain",
            input,
            "--network",
            Case($"nets/{network}"),
            "--method",
            "grad-cam",
            "--json",
            .. more,
        ]);
        Assert.Equal((0, ""), (code, complaints));
        return JsonNode.Parse(printed)!.AsArray();
    }
}
