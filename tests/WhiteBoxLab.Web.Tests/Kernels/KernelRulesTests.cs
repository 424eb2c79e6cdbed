using Microsoft.Extensions.Configuration;
using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Compute;
using WhiteBoxLab.Web.Settings;

namespace WhiteBoxLab.Web.Tests;

public sealed class KernelRulesTests
{
    private static readonly LabFolders Folders = new("/lab/data", "/lab/notebooks");
    private static readonly KernelStart Start = new("kernel", ["serve"], "/lab/notebooks");

    [Fact]
    public void Nothing_is_limited_unless_somebody_says_so()
    {
        KernelRules rules = Rules();

        Assert.Equal(KernelLimits.None, rules.In("/lab/notebooks"));
        Assert.Equal("no limit of memory; no sandbox; threads shared by those that run.", rules.Sentence);
        Assert.Equal("/lab/data/outputs", rules.OutputsIn("/lab/notebooks"));
    }

    [Theory]
    [InlineData("Lab:KernelMemory", "lots", "Lab:KernelMemory is 'lots'. Give a number of MB from 512, or leave it out for no limit.")]
    [InlineData("Lab:KernelMemory", "511", "Lab:KernelMemory is '511'. Give a number of MB from 512, or leave it out for no limit.")]
    [InlineData("Lab:KernelMemory", "-1", "Lab:KernelMemory is '-1'. Give a number of MB from 512, or leave it out for no limit.")]
    [InlineData("Lab:KernelSandbox", "true", "Lab:KernelSandbox is 'true'. There is off, auto and on.")]
    [InlineData("Lab:KernelNetwork", "yes", "Lab:KernelNetwork is 'yes'. There is true and false.")]
    public void A_setting_that_makes_no_sense_is_told(string name, string value, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<LabCannotOpenException>(() => Rules((name, value))).Message);

    [Fact]
    public void The_memory_is_limited_in_the_process_and_in_its_heap()
    {
        KernelStart limited = Rules(("Lab:KernelMemory", "2048")).In("/lab/notebooks").Apply(Start);

        Assert.Equal(["serve", "--limits", "at most 2,048 MB of memory; no sandbox", "--memory", "2048"], limited.Arguments);
        Assert.Equal("60000000", limited.Environment!["DOTNET_GCHeapHardLimit"]); // three quarters
        Assert.Equal("/lab/notebooks", limited.WorkingDirectory);
    }

    [Fact]
    public void No_limit_changes_nothing() => Assert.Same(Start, KernelLimits.None.Apply(Start));

    [Fact]
    public void A_limit_adds_to_what_the_kernel_is_started_with()
    {
        KernelStart limited = new KernelLimits(512).Apply(Start with { Environment = new Dictionary<string, string> { ["KEPT"] = "1" } });

        Assert.Equal(["DOTNET_GCHeapHardLimit", "KEPT"], limited.Environment!.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_sandbox_that_cannot_be_is_refused_or_told_and_one_that_can_is_there()
    {
        string? obstacle = KernelSandbox.Obstacle();
        KernelRules auto = Rules(("Lab:KernelSandbox", "auto"));

        Assert.Equal(obstacle is null, auto.In("/lab/notebooks").Sandbox is not null);
        Assert.Equal(
            obstacle is null
                ? "no limit of memory; a sandbox without network, which sees the files beside its notebook and no notebook; "
                    + "threads shared by those that run."
                : $"no limit of memory; no sandbox; threads shared by those that run. {obstacle}",
            auto.Sentence
        );
        if (obstacle is null)
            Assert.NotNull(Rules(("Lab:KernelSandbox", "on")).In("/lab/notebooks").Sandbox);
        else
            Assert.Equal(
                $"Lab:KernelSandbox is on. {obstacle} Or set it to auto.",
                Assert.Throws<LabCannotOpenException>(() => Rules(("Lab:KernelSandbox", "on"))).Message
            );
    }

    [Fact]
    public void Kernels_of_one_folder_share_a_room_and_those_of_another_do_not()
    {
        KernelRules rules = new(Folders, null, sandboxed: true, network: true, null);
        KernelSandbox first = rules.In("/lab/notebooks/a").Sandbox!;

        Assert.Equal(first.Home, rules.In("/lab/notebooks/a").Sandbox!.Home);
        Assert.NotEqual(first.Home.Storage, rules.In("/lab/notebooks/b").Sandbox!.Home.Storage);
        Assert.Equal(
            ("/lab/notebooks/a", "/lab/data/rooms", true),
            (first.Home.Folder, Path.GetDirectoryName(first.Home.Storage), first.HasNetwork)
        );
        Assert.Equal(first.Home.Outputs, rules.OutputsIn("/lab/notebooks/a"));
        Assert.Empty(first.Writable);
        Assert.Equal(["/lab/data/machine", "/lab/data/artifacts"], first.Readable);
        Assert.Equal(first.Home.Artifacts, rules.ArtifactsIn("/lab/notebooks/a"));
    }

    [Fact]
    public void The_Explorers_kernel_has_the_same_limits_in_a_room_of_its_own()
    {
        KernelRules rules = new(Folders, 1024, sandboxed: true, network: false, null);
        KernelLimits explorer = rules.InExplorer();

        Assert.Equal((1024, false), (explorer.Megabytes, explorer.Sandbox!.HasNetwork));
        Assert.NotEqual(rules.In("/lab/notebooks").Sandbox!.Home.Storage, explorer.Sandbox.Home.Storage);
        Assert.Equal(["/lab/data/machine"], explorer.Sandbox.Writable);
        Assert.Equal(KernelLimits.None, new KernelRules(Folders, null, sandboxed: false, network: false, null).InExplorer());
    }

    [Fact]
    public void What_kernels_made_may_not_take_more_of_the_disk_than_the_setting_says()
    {
        string data = Directory.CreateTempSubdirectory("whiteboxlab-").FullName;
        KernelRules rules = new(new LabFolders(data, "/lab/notebooks"), null, sandboxed: true, network: false, null) { MostOnDisk = 600 };
        string made = Path.Combine(rules.In("/lab/notebooks").Sandbox!.Home.Storage, "files", "made.bin");
        Directory.CreateDirectory(Path.GetDirectoryName(made)!);
        using (FileStream file = File.Create(made))
            file.SetLength(500L << 20); // of holes
        Assert.Null(rules.Excess("/lab/notebooks"));
        using (FileStream file = File.OpenWrite(made))
            file.SetLength(1500L << 20);

        Assert.Equal(
            "What kernels made for this folder takes 1,500 MB on disk, of 600 MB (Lab:KernelDisk). Delete files in a cell, or "
                + "have more allowed.",
            rules.Excess("/lab/notebooks")
        );
        Assert.Null(rules.Excess("/lab/other"));
        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public void Where_no_sandbox_can_be_the_kernel_carries_the_reason_to_the_page() =>
        Assert.Equal("There is none here.", new KernelRules(Folders, null, sandboxed: false, network: false, "There is none here.").Remark);

    private static KernelRules Rules(params IEnumerable<(string Name, string Value)> settings) =>
        KernelRules.From(
            LabSettings.From(
                new ConfigurationBuilder()
                    .AddInMemoryCollection(settings.Select(one => KeyValuePair.Create<string, string?>(one.Name, one.Value)))
                    .Build()
            ),
            Folders
        );
}
