using System.Xml.Linq;
using Microsoft.Extensions.Configuration;
using WhiteBoxLab.Web.Settings;

namespace WhiteBoxLab.Web.Tests;

public sealed class LabSettingsTests
{
    private const string Type = "WhiteBoxLab.Web.Settings.LabSettings";

    // In the order of the source, as the compiler has written them beside the app.
    private static readonly XElement[] Members =
    [
        .. DocText
            .Load("WhiteBoxLab.Web.xml")
            .Where(member => member.Attribute("name")!.Value.StartsWith($"P:{Type}.", StringComparison.Ordinal)),
    ];

    [Fact]
    public void What_is_left_out_or_empty_is_as_usual()
    {
        foreach (
            LabSettings settings in new[]
            {
                Settings(),
                Settings(
                    ("Lab:Data", ""),
                    ("Lab:Warm", ""),
                    ("Lab:SpareKernels", ""),
                    ("Lab:IdleKernelMinutes", ""),
                    ("Lab:KernelMemory", ""),
                    ("Lab:KernelSandbox", ""),
                    ("Lab:KernelNetwork", "")
                ),
            }
        )
        {
            Assert.Equal(
                (null, null, null, null, null),
                (settings.Data, settings.Notebooks, settings.Token, settings.Kernel, settings.NotebookKernel)
            );
            Assert.Equal((true, 1, 240.0), (settings.Warm, settings.SpareKernels, settings.IdleKernelMinutes));
            Assert.Equal((null, SandboxWish.Off, false), (settings.KernelMemory, settings.KernelSandbox, settings.KernelNetwork));
            Assert.Empty(settings.Hosts);
            Assert.Empty(settings.Kernels);
        }
    }

    [Fact]
    public void Each_is_read_by_its_name_in_whatever_case()
    {
        LabSettings settings = Settings(
            ("lab:data", "/data"),
            ("LAB:NOTEBOOKS", "/notebooks"),
            ("Lab:Token", "long enough"),
            ("Lab:Hosts", "a;;b"),
            ("Lab:Kernel", "/kernel"),
            ("Lab:NotebookKernel", "A"),
            ("Lab:Kernels:A", "a stdio"),
            ("Lab:Warm", "False"),
            ("Lab:SpareKernels", "0"),
            ("Lab:IdleKernelMinutes", "0.5"),
            ("Lab:KernelMemory", "512"),
            ("Lab:KernelSandbox", "auto"),
            ("Lab:KernelNetwork", "1")
        );

        Assert.Equal(
            ("/data", "/notebooks", "long enough", "/kernel", "A"),
            (settings.Data, settings.Notebooks, settings.Token, settings.Kernel, settings.NotebookKernel)
        );
        Assert.Equal((false, 0, 0.5), (settings.Warm, settings.SpareKernels, settings.IdleKernelMinutes));
        Assert.Equal(((int?)512, SandboxWish.Auto, true), (settings.KernelMemory, settings.KernelSandbox, settings.KernelNetwork));
        Assert.Equal(["a", "b"], settings.Hosts);
        Assert.Equal(("A", "a stdio"), Assert.Single(settings.Kernels));
        Assert.DoesNotContain("long enough", settings.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "Lab:Warm",
        "1",
        "Lab:Warm is '1'. Give false for kernels that compute nothing before they are asked, or leave it out for true."
    )]
    [InlineData(
        "Lab:SpareKernels",
        "17",
        "Lab:SpareKernels is '17'. Give the number of kernels that wait warm, from 0 to 16, or leave it out for one."
    )]
    [InlineData(
        "Lab:IdleKernelMinutes",
        "long",
        "Lab:IdleKernelMinutes is 'long'. Give a number of minutes, 0 for never, or leave it out for 240."
    )]
    [InlineData(
        "Lab:IdleKernelMinutes",
        "NaN",
        "Lab:IdleKernelMinutes is 'NaN'. Give a number of minutes, 0 for never, or leave it out for 240."
    )]
    [InlineData(
        "Lab:SpareKernel",
        "2",
        "Lab:SpareKernel is no setting. The closest is Lab:SpareKernels. There are Lab:Data, Lab:Hosts, Lab:IdleKernelMinutes, "
            + "Lab:Kernel, Lab:KernelDisk, Lab:KernelMemory, Lab:KernelNetwork, Lab:KernelSandbox, Lab:Kernels, Lab:NotebookKernel, "
            + "Lab:Notebooks, Lab:SpareKernels, Lab:Token, Lab:TokenFile, Lab:Warm."
    )]
    public void What_makes_no_sense_is_told(string name, string value, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<LabCannotOpenException>(() => Settings((name, value))).Message);

    [Theory]
    [InlineData("Lab:IdleMinutes", "Lab:IdleKernelMinutes")]
    [InlineData("Lab:kernelsmemory", "Lab:KernelMemory")]
    [InlineData("Lab:Notebook:A", "Lab:Notebooks")]
    [InlineData("Lab:Host", "Lab:Hosts")]
    public void A_slip_of_the_pen_is_told_what_was_meant(string name, string meant) =>
        Assert.Contains(
            $" is no setting. The closest is {meant}. ",
            Assert.Throws<LabCannotOpenException>(() => Settings((name, "x"))).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Settings_of_others_and_names_of_kernels_are_no_slips() =>
        Assert.Equal(
            ("Anything", "a stdio"),
            Assert.Single(
                Settings(
                    ("Laboratory:Data", "x"),
                    ("Lab_Data", "x"),
                    ("Logging:LogLevel:Default", "Debug"),
                    ("Lab:Kernels:Anything", "a stdio")
                ).Kernels
            )
        );

    [Fact]
    public void Each_says_what_it_does_and_what_may_be_given()
    {
        string[] there = [.. typeof(LabSettings).GetProperties().Select(one => one.Name).Order(StringComparer.Ordinal)];
        string[] told =
        [
            .. Members
                .Where(member => Text(member, "summary").Length > 0 && Text(member, "value").Length > 0)
                .Select(NameOf)
                .Order(StringComparer.Ordinal),
        ];

        Assert.Equal(there, told);
    }

    [Fact]
    public void The_page_of_settings_is_up_to_date()
    {
        const string begin = "<!-- settings: made from LabSettings.cs -->\n",
            end = "<!-- /settings -->";
        string path = Repository.Path("docs", "settings.md"),
            received = Path.ChangeExtension(path, ".received.md"),
            page = File.ReadAllText(path);
        int first = page.IndexOf(begin, StringComparison.Ordinal) + begin.Length,
            last = page.IndexOf(end, StringComparison.Ordinal);
        string right =
            $"{page[..first]}| setting | in the environment | what it does | what may be given |\n|---|---|---|---|\n"
            + $"{string.Concat(Members.Select(Row))}{page[last..]}";
        if (page == right)
        {
            File.Delete(received);
            return;
        }
        File.WriteAllText(received, right);
        Assert.Fail($"docs/settings.md is out of date. Look at {received}; rename it if it is right.");
    }

    private static string Row(XElement member)
    {
        string name = NameOf(member),
            more = name == nameof(LabSettings.Kernels) ? "NAME" : "";
        return $"| `{string.Join(':', Words(name, more))}` | `{string.Join("__", Words(name, more))}` | {Text(member, "summary")} | "
            + $"{Text(member, "value")} |\n";
    }

    private static IEnumerable<string> Words(string name, string more) => new[] { "Lab", name, more }.Where(word => word.Length > 0);

    private static string NameOf(XElement member) => member.Attribute("name")!.Value[$"P:{Type}.".Length..];

    private static string Text(XElement member, string part) => DocText.Of(member.Elements(part));

    private static LabSettings Settings(params (string Key, string Value)[] settings) =>
        LabSettings.From(
            new ConfigurationBuilder()
                .AddInMemoryCollection(settings.Select(one => KeyValuePair.Create(one.Key, (string?)one.Value)))
                .Build()
        );
}
