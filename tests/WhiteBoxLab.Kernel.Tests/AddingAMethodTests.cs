using System.Reflection;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using WhiteBoxLab.Tests;
using Xunit;

namespace WhiteBoxLab.Kernel.Tests;

/// <summary>The worked example of <c>docs/adding-a-method.md</c>, compiled as if it stood in the library.</summary>
public sealed partial class AddingAMethodTests
{
    private const string Usings =
        "global using System; global using System.Collections.Generic; global using System.Linq; "
        + "global using TorchSharp; global using static TorchSharp.torch;";

    // The whole file, the option with its line of Attribute, the four lines of the layer, the kind of option; then tests.
    private static readonly string[] Blocks = [.. CodePattern().Matches(Text).Select(block => block.Groups[1].Value)];

    private static string Text =>
        File.ReadAllText(Path.Combine(TestData.OfRepository, "..", "..", "docs", "adding-a-method.md")).ReplaceLineEndings("\n");

    private static string WithOption =>
        "using System.ComponentModel.DataAnnotations;\n"
        + Blocks[0]
            .Replace("public sealed class GradientNorm : Explainer\n{\n", Blocks[1], StringComparison.Ordinal)
            .Replace("        return gradient.square().sum([1], keepdim: true).sqrt_();\n", Blocks[2], StringComparison.Ordinal);

    [Fact]
    public void The_method_is_the_norm_that_the_page_says_and_so_is_its_option()
    {
        Assert.Equal(Math.Sqrt(13.25), Norm(Made(Blocks[0])), 1e-9);
        Type withOption = Made(WithOption);

        Assert.Equal(5.5, Norm(withOption, 1), 1e-9);
        Exception refused = Assert.Throws<TargetInvocationException>(() => Norm(withOption, 3)).InnerException!;
        Assert.Equal("The option 'order' of 'gradient-norm' is 3; it goes from 1 to 2.", refused.Message);
        Assert.Contains(refused.Message, Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_layer_is_four_lines_of_the_file()
    {
        string[] lines = Blocks[3].TrimEnd().Split('\n'); // the first is the docstring
        string code = WithOption
            .Replace(
                "public sealed class GradientNorm([Range(1, 2)] int order = 2) : Explainer\n{",
                $"{lines[1]}\n{{\n{lines[2]}",
                StringComparison.Ordinal
            )
            .Replace("Resolution = \"input\",", lines[3], StringComparison.Ordinal)
            .Replace("(_, Tensor gradient) = run.WalkedBack(null, RuleTable.Gradient());", lines[4], StringComparison.Ordinal);

        Assert.Equal(["order", "layer"], Made(code).GetConstructors()[0].GetParameters().Select(option => option.Name!));
        Assert.Equal(5.5, Norm(Made(code), 1, null), 1e-9);
    }

    [Fact]
    public void A_kind_of_option_is_one_file() => Assert.Equal("SizeKind", Made(Blocks[4]).Name);

    // A score of weights 2, -3, 0.5.
    private static double Norm(Type method, params object?[] options)
    {
        Explainer made = (Explainer)Activator.CreateInstance(method, options)!; // a class
        using Network network = ToyNetworks.Affine([2, -3, 0.5], 1);
        using Attribution map = made.Explain(network, ToyNetworks.Vector(1, 2, -4), Target.Class(0));
        return Assert.Single(ToyNetworks.Values(map));
    }

    // By the name of a friend of the library that is not at hand here, so that it may use what is internal.
    private static Type Made(string code)
    {
        string[] there = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        CSharpCompilation compilation = CSharpCompilation.Create(
            "WhiteBoxLab.Benchmark",
            [CSharpSyntaxTree.ParseText(Usings), CSharpSyntaxTree.ParseText(code)],
            there.Select(file => MetadataReference.CreateFromFile(file)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)
        );
        using MemoryStream assembly = new();
        Assert.Empty(compilation.Emit(assembly).Diagnostics.Where(one => one.Severity >= DiagnosticSeverity.Warning));
        assembly.Position = 0;
        return new AssemblyLoadContext("page").LoadFromStream(assembly).GetTypes().Single(type => type.Namespace == "WhiteBoxLab");
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodePattern();
}
