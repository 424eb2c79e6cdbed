using System.IO.Compression;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using WhiteBoxLab.Protocol;
using Xunit;

namespace WhiteBoxLab.Kernel.Tests;

/// <summary>Packages from a folder that the test makes, so that nothing depends on what a feed holds.</summary>
public sealed class PackageTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("wbl-package-").FullName;
    private KernelProcess kernel = null!; // started before each test

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(At("feed"));
        await File.WriteAllTextAsync(
            At("nuget.config"),
            $"""
            <configuration><config><add key="globalPackagesFolder" value="{At(
                "packages"
            )}" /></config><packageSources><clear /></packageSources></configuration>
            """
        );
        kernel = ServedKernel.Start(At("artifacts"), "--working-dir", folder);
        await kernel.Ready.WaitAsync(Patience.Long);
    }

    public async ValueTask DisposeAsync()
    {
        await kernel.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_package_is_restored_with_its_native_library_and_what_it_needs_and_a_second_version_is_refused()
    {
        Pack("Wbl.Inner", "1.0.0", "namespace Wbl; public static class Inner { public static string Word => \"inner\"; }");
        Pack(
            "Wbl.Pack",
            "1.2.0",
            """
            using System.Runtime.InteropServices;
            namespace Wbl;
            /// <summary>Says hello.</summary>
            public static unsafe class Hello
            {
                public static string World() => "hello " + Inner.Word;
                [DllImport("wbltest")] private static extern uint CompressionNative_Crc32(uint crc, byte* buffer, int length);
                public static uint Check() { byte one = 49; return CompressionNative_Crc32(0, &one, 1); }
            }
            """,
            needs: "Wbl.Inner",
            native: Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "libSystem.IO.Compression.Native.so")
        );

        Answer added = await AskAsync("#i \"nuget: feed\"\n#r \"nuget: Wbl.Pack, 1.2.0\"\nusing Wbl;\nHello.World()");
        Assert.Equal((null, "hello inner"), (added.Result.Message, added.Returned));
        Assert.StartsWith("Installing Packages: Wbl.Pack", added.Form<DisplayedValueProduced>("text/plain"), StringComparison.Ordinal);
        Assert.Equal("Installed Packages: Wbl.Pack, 1.2.0", added.Events.OfType<DisplayedValueUpdated>().Last().FormattedValues[^1].Value);
        Assert.Equal(
            ("Wbl.Pack", "1.2.0"),
            Assert.Single(added.Events.OfType<PackageAdded>()).PackageReference is var package
                ? (package.PackageName, package.PackageVersion!)
                : default
        );
        Assert.Equal("2212294583", (await AskAsync("Hello.Check()")).Returned); // the checksum of "1"
        Assert.True((await AskAsync("#r \"nuget: Wbl.Pack\"")).Result.Succeeded);
        Assert.Equal(
            "Wbl.Pack version 2.0.0 cannot be added because version 1.2.0 was added previously.",
            (await AskAsync("#r \"nuget: Wbl.Pack, 2.0.0\"")).Result.Message
        );

        CompletionsProduced members = (await AskAsync(new RequestCompletions("Hello.", new LinePosition(0, 6))))
            .Events.OfType<CompletionsProduced>()
            .Single();
        Assert.Contains(members.Completions, item => item.DisplayText == "World");
    }

    [Fact]
    public async Task A_package_that_is_not_there_is_told_in_the_words_of_the_restore()
    {
        Answer answer = await AskAsync("#i \"nuget: feed\"\n#r \"nuget: Nope.Nope.X, 9.9.9\"\nConsole.Write(\"never\");");

        Assert.StartsWith("error NU1101: Unable to find package Nope.Nope.X.", answer.Result.Message, StringComparison.Ordinal);
        Assert.Equal("", answer.Printed);
        Assert.Equal("2", (await AskAsync("1 + 1")).Returned);
        Assert.StartsWith(
            "TorchSharp is part of this kernel already",
            (await AskAsync("#r \"nuget: TorchSharp, 99.1.0\"")).Result.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_project_is_built_and_may_be_built_again_while_it_is_loaded()
    {
        Directory.CreateDirectory(At("Course"));
        await File.WriteAllTextAsync(
            At("Course/Course.csproj"),
            "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>",
            TestContext.Current.CancellationToken
        );
        await File.WriteAllTextAsync(
            At("Course/Lesson.cs"),
            "namespace Course; public static class Lesson { public static int Answer => 42; }",
            TestContext.Current.CancellationToken
        );

        Answer answer = await AskAsync("#r \"project: Course/Course.csproj\"\nCourse.Lesson.Answer");
        Assert.Equal((null, "42"), (answer.Result.Message, answer.Returned));
        await File.WriteAllTextAsync(
            At("Course/Lesson.cs"),
            "namespace Course; public static class Lesson { public static int Answer => wrong; }",
            TestContext.Current.CancellationToken
        );
        Assert.Contains(
            "error CS0103: The name 'wrong' does not exist in the current context",
            (await AskAsync("#r \"project: Course/Course.csproj\"")).Result.Message,
            StringComparison.Ordinal
        );
        await File.WriteAllTextAsync(
            At("Course/Lesson.cs"),
            "namespace Course; public static class Lesson { public static int Answer => 43; }",
            TestContext.Current.CancellationToken
        );
        Assert.Equal(
            "'Course.dll' has changed since it was loaded. Restart the kernel to load it anew.",
            (await AskAsync("#r \"project: Course/Course.csproj\"")).Result.Message
        );
    }

    [Fact]
    public async Task An_assembly_beside_the_notebook_is_loaded_from_a_copy()
    {
        Compile("namespace Beside; public static class Near { public static string Word => \"near\"; }", "Beside", At("Beside.dll"));

        Answer answer = await AskAsync(
            "#r \"Beside.dll\"\nBeside.Near.Word + typeof(Beside.Near).Assembly.Location.StartsWith(Environment.CurrentDirectory)"
        );
        Assert.Equal((null, "nearFalse"), (answer.Result.Message, answer.Returned));
        File.Delete(At("Beside.dll"));
        Assert.Equal("near", (await AskAsync("Beside.Near.Word")).Returned);
    }

    [Theory]
    [InlineData("#r \"nuget: TorchSharp-cpu\"")]
    [InlineData("#r \"nuget: TorchSharp, 0.1.0\"")]
    [InlineData("#r \"nuget: libtorch-cpu-linux-x64, 2.7.1\"")]
    [InlineData("#r \"nuget: SkiaSharp.NativeAssets.Linux, 2.*\"")]
    [InlineData("#r \"nuget: system.text.json\" // from the framework")]
    public async Task What_is_part_of_the_kernel_is_there_already(string line)
    {
        Answer answer = await AskAsync(line + "\n\"on\"");

        Assert.Equal((null, "on"), (answer.Result.Message, answer.Returned));
        Assert.Contains("is part of this kernel", answer.Form<DisplayedValueProduced>("text/plain"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_package_is_asked_for_twice_by_a_floating_version_a_range_and_with_a_comment()
    {
        Pack("Wbl.Float", "1.2.0", "namespace Wbl; public static class Float { public static int One => 1; }");

        foreach (
            string line in new[]
            {
                "#r \"nuget: Wbl.Float, 1.*\" // the newest",
                "#r \"nuget: Wbl.Float, 1.2.*\"",
                "#r \"nuget: Wbl.Float, [1.0, 2.0)\"",
                "#r \"nuget: Wbl.Float, 1.2\" /* the same */",
                "#r \"nuget: Wbl.Float\"",
            }
        )
            Assert.Null((await AskAsync("#i \"nuget: feed\" // here\n" + line)).Result.Message);
        Assert.Equal("1", (await AskAsync("Wbl.Float.One")).Returned);
        Assert.StartsWith(
            "Wbl.Float version [2.0, 3.0) cannot be added",
            (await AskAsync("#r \"nuget: Wbl.Float, [2.0, 3.0)\"")).Result.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_package_added_while_the_kernel_warms_up_can_be_used()
    {
        Pack("Wbl.Early", "1.0.0", "namespace Wbl; public static class Early { public static string Word => \"early\"; }");
        await using KernelProcess warming = ServedKernel.Start(At("artifacts"), "--working-dir", folder, "--warm");

        Answer added = await ServedKernel.AskAsync(warming, new SubmitCode("#i \"nuget: feed\"\n#r \"nuget: Wbl.Early, 1.0.0\""));
        Answer used = await ServedKernel.AskAsync(warming, new SubmitCode("using Wbl;\nEarly.Word"));
        Answer again = await ServedKernel.AskAsync(
            warming,
            new SubmitCode("#r \"nuget: Wbl.Early, 1.0.0\"\nusing Wbl;\nEarly.Word.ToUpper()")
        );

        Assert.Equal((null, null, "early"), (added.Result.Message, used.Result.Message, used.Returned));
        Assert.Equal((null, "EARLY"), (again.Result.Message, again.Returned));
    }

    private Task<Answer> AskAsync(string code) => AskAsync(new SubmitCode(code));

    private async Task<Answer> AskAsync(Command command)
    {
        List<Event> events = [];
        return new Answer(await kernel.RunAsync(command, events.Add).WaitAsync(Patience.Long), events);
    }

    private string At(string name) => Path.Combine(folder, name);

    private void Pack(string name, string version, string code, string? needs = null, string? native = null)
    {
        using ZipArchive package = ZipFile.Open(At($"feed/{name}.{version}.nupkg"), ZipArchiveMode.Create);
        string dependencies = needs is null
            ? ""
            : $"<dependencies><group targetFramework=\"net10.0\"><dependency id=\"{needs}\" version=\"1.0.0\" /></group></dependencies>";
        using (StreamWriter text = new(package.CreateEntry($"{name}.nuspec").Open()))
            text.Write(
                $"<package><metadata><id>{name}</id><version>{version}</version><authors>test</authors><description>test</description>"
                    + $"{dependencies}</metadata></package>"
            );
        string assembly = At($"{name}.dll");
        Compile(code, name, assembly, needs is null ? [] : [At($"{needs}.dll")]);
        package.CreateEntryFromFile(assembly, $"lib/net10.0/{name}.dll");
        if (native is not null)
            package.CreateEntryFromFile(
                native,
                $"runtimes/{System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier
                    .Replace("debian.12", "linux", StringComparison.Ordinal)}"
                    + $"/native/libwbltest.so"
            );
    }

    private static void Compile(string code, string name, string file, params IReadOnlyList<string> references)
    {
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        IEnumerable<string> all = new[] { "System.Private.CoreLib.dll", "System.Runtime.dll", "System.Runtime.InteropServices.dll" }
            .Select(one => Path.Combine(framework, one))
            .Concat(references);
        CSharpCompilation compilation = CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(code)],
            all.Select(one => MetadataReference.CreateFromFile(one)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true)
        );
        Assert.Empty(
            compilation.Emit(file).Diagnostics.Where(diagnostic => diagnostic.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error)
        );
    }
}
