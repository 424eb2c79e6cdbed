using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Compute;
using WhiteBoxLab.Web.Notebooks.Document;
using WhiteBoxLab.Web.Notebooks.Storage;
using WhiteBoxLab.Web.Settings;
using static WhiteBoxLab.Web.Notebooks.Document.Operations.NotebookOperation;

namespace WhiteBoxLab.Web.Tests;

/// <summary>Which kernel a notebook has: what its file says, what the lab has.</summary>
public sealed class KernelChoiceTests
{
    private static readonly KernelSpec Own = new(KernelChoice.Own, KernelChoice.OwnTitle, _ => new KernelStart("/none/own", []));

    [Theory]
    [InlineData("""{"cells":[]}""", null)]
    [InlineData("""{"cells":[],"metadata":[1]}""", null)]
    [InlineData("""{"cells":[],"metadata":{"kernelspec":{"name":".net-csharp"}}}""", null)]
    [InlineData("""{"cells":[],"metadata":{"kernelspec":{"name":["whiteboxlab"]},"whiteboxlab":"x"}}""", null)]
    [InlineData("""{"cells":[],"metadata":{"whiteboxlab":{"kernel":{"command":"sh"}}}}""", null)]
    [InlineData("""{"cells":[],"metadata":{"kernelspec":{"name":"whiteboxlab"}}}""", "whiteboxlab")]
    [InlineData("""{"cells":[],"metadata":{"kernelspec":{"name":"whiteboxlab"},"whiteboxlab":{"kernel":"Other"}}}""", "Other")]
    public void A_file_names_its_kernel_or_has_the_labs_default(string frame, string? kernel) =>
        Assert.Equal(kernel, KernelChoice.Of((JsonObject)JsonNode.Parse(frame)!));

    [Fact]
    public void Another_kernel_is_written_beside_all_else_and_the_way_back_leaves_nothing_of_it()
    {
        JsonObject frame = (JsonObject)
            JsonNode.Parse(
                """{"cells":[],"metadata":{"kernelspec":{"display_name":"Mine","name":"mine","env":{"A":"1"}},"whiteboxlab":"""
                    + """{"other":1e3},"x":2.50},"nbformat":4}"""
            )!;

        JsonObject other = KernelChoice.With(frame, "Other"),
            back = KernelChoice.With(other, KernelChoice.Own);

        Assert.Equal(
            """{"cells":[],"metadata":{"kernelspec":{"display_name":"Mine","name":"mine","env":{"A":"1"}},"whiteboxlab":{"other":"""
                + """1e3,"kernel":"Other"},"x":2.50},"nbformat":4}""",
            other.ToJsonString()
        );
        Assert.Equal(
            """{"cells":[],"metadata":{"kernelspec":{"display_name":"C# (WhiteBoxLab)","name":"whiteboxlab","env":"""
                + """{"A":"1"},"language":"C#"},"whiteboxlab":{"other":1e3},"x":2.50},"nbformat":4}""",
            back.ToJsonString()
        );
        Assert.Equal((null, "Other", KernelChoice.Own), (KernelChoice.Of(frame), KernelChoice.Of(other), KernelChoice.Of(back)));
        Assert.Equal(
            """{"metadata":{"kernelspec":{"display_name":".NET (C#)","language":"C#","name":".net-csharp"},"whiteboxlab":"""
                + """{"kernel":"dotnet-interactive"}}}""",
            KernelChoice.With([], KernelChoice.DotnetInteractive).ToJsonString()
        );
    }

    [Fact]
    public void The_choice_is_a_change_of_the_file_and_the_same_choice_again_is_none()
    {
        NotebookState state = new("a.ipynb", NotebookFile.NewFrame(), []);

        NotebookState chosen = new ChangeKernel("Other").Apply(state);

        Assert.Equal((1, "Other"), (chosen.Unsaved, chosen.KernelName));
        Assert.Same(chosen, new ChangeKernel("Other").Apply(chosen));
        Assert.Equal("Other", NotebookFile.Read("a.ipynb", chosen.ToJson()).KernelName);
        Assert.True(new ChangeKernel("x").OfLab); // a program cannot write it past the lab's list
    }

    [Fact]
    public void A_command_in_a_notebooks_file_starts_nothing()
    {
        string trap = Path.Combine(Path.GetTempPath(), $"trap-{Guid.NewGuid():n}");
        KernelProcesses source = new();
        KernelSpec other = KernelSpec.Foreign("Other", "Other", "/none/other stdio");
        KernelLauncher kernels = new([Own, other], new SpareKernels(0, source), source);

        InvalidOperationException refused = Assert.Throws<InvalidOperationException>(() =>
            kernels.Start(Path.GetTempPath(), $"touch {trap}")
        );

        Assert.Equal($"This notebook wants the kernel 'touch {trap}', which this lab does not have.", refused.Message);
        Assert.Equal("There is also C# (WhiteBoxLab), Other: change the kernel at the top of the page.", kernels.Instead($"touch {trap}"));
        Assert.False(File.Exists(trap));
    }

    [Fact]
    public void The_labs_list_has_its_own_the_named_ones_and_what_is_found_and_begins_with_the_default()
    {
        Assert.Equal(["whiteboxlab"], Names(null));
        Assert.Equal(
            ["whiteboxlab", "A", "B", "dotnet-interactive"],
            Names("/tools/dotnet-interactive", ("Lab:Kernels:A", "a stdio"), ("Lab:Kernels:B", "b stdio"))
        );
        Assert.Equal(
            ["B", "whiteboxlab", "A"],
            Names(null, ("Lab:Kernels:A", "a stdio"), ("Lab:Kernels:B", "b stdio"), ("Lab:NotebookKernel", "B"))
        );
        Assert.Equal(["lab-default", "whiteboxlab"], Names(null, ("Lab:NotebookKernel", "dotnet interactive stdio")));
        Assert.Equal(
            ["whiteboxlab", "dotnet-interactive"],
            Names("/tools/dotnet-interactive", ("Lab:Kernels:dotnet-interactive", "mine stdio"))
        );
        Assert.Equal(
            "mine",
            KernelList.Of(Settings(("Lab:Kernels:dotnet-interactive", "mine stdio")), Own, "/found")[1].StartIn("/").FileName
        );
    }

    [Fact]
    public void What_is_found_is_started_whole_also_where_its_folder_has_a_blank()
    {
        KernelStart start = KernelList.Of(Settings(), Own, "/my tools/dotnet-interactive")[1].StartIn("/tmp");

        Assert.Equal(("/my tools/dotnet-interactive", "/tmp", true), (start.FileName, start.WorkingDirectory, start.IsForeign));
        Assert.Equal(["[vscode]", "stdio"], start.Arguments);
    }

    [Theory]
    [InlineData("Lab:Kernels:whiteboxlab", "a stdio", "has a name that the lab uses itself")]
    [InlineData("Lab:Kernels:A", " ", "names no command")]
    public void A_setting_that_makes_no_sense_keeps_the_lab_closed(string key, string value, string why) =>
        Assert.Contains(
            $"{key} {why}",
            Assert.Throws<LabCannotOpenException>(() => KernelList.Of(Settings((key, value)), Own, null)).Message,
            StringComparison.Ordinal
        );

    private static IEnumerable<string> Names(string? found, params (string, string)[] settings) =>
        KernelList.Of(Settings(settings), Own, found).Select(kernel => kernel.Name);

    private static LabSettings Settings(params (string Key, string Value)[] settings) =>
        LabSettings.From(
            new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(one => one.Key, one => (string?)one.Value)).Build()
        );
}
