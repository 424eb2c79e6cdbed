using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WhiteBoxLab.Protocol;
using Xunit;

namespace WhiteBoxLab.Kernel.Tests;

/// <summary>Parameters read off the text of a cell, without a compiler; the compiler is asked whether that was right.</summary>
public sealed class ParameterTests
{
    private static readonly CSharpParseOptions Script = new(kind: Microsoft.CodeAnalysis.SourceCodeKind.Script);

    private static NotebookParameter One(string code) => Assert.Single(ParameterReader.Read(code));

    [Theory]
    [InlineData(
        "int steps = 50; // steps of the path [10, 50, 200]",
        "int",
        ParameterKind.Whole,
        "50",
        "10|50|200",
        false,
        "steps of the path"
    )]
    [InlineData("string photo; // required", "string", ParameterKind.Text, null, "", true, "")]
    [InlineData(
        "string photo = \"\"; // required: the photo's file [1]",
        "string",
        ParameterKind.Text,
        "",
        "",
        true,
        "the photo's file [1]"
    )]
    [InlineData("var noise = -0.25; //at most 1", "double", ParameterKind.Number, "-0.25", "", false, "at most 1")]
    [InlineData(
        "var mode = \"fast\"; // [fast, \"very, very slow\"]",
        "string",
        ParameterKind.Text,
        "fast",
        "fast|very, very slow",
        false,
        ""
    )]
    [InlineData("int see = 5; // [low, high]", "int", ParameterKind.Whole, "5", "", false, "[low, high]")]
    [InlineData("var big = 0xFF_FF_FF_FFFF;", "long", ParameterKind.Whole, "1099511627775", "", false, "")]
    [InlineData("float? rate = null; // requiredly", "float?", ParameterKind.Number, null, "", false, "requiredly")]
    [InlineData("bool on = true; /* no */ // [true, false]", "bool", ParameterKind.Truth, "true", "", false, "")]
    [InlineData("string path = @\"C:\\x \"\"y\"\"\";", "string", ParameterKind.Text, "C:\\x \"y\"", "", false, "")]
    [InlineData("string raw = \"\"\"a \"b\" ; // c\"\"\"; // d", "string", ParameterKind.Text, "a \"b\" ; // c", "", false, "d")]
    [InlineData("int sum = 2 * 3;", "int", ParameterKind.Whole, null, "", false, "")]
    [InlineData("System.DateTime when = new(2026, 1, 1);", "System.DateTime", ParameterKind.Other, null, "", false, "")]
    public void A_variable_and_the_comment_behind_it_are_a_parameter(
        string code,
        string type,
        ParameterKind kind,
        string? value,
        string choices,
        bool required,
        string description
    )
    {
        NotebookParameter one = One(code);

        Assert.Equal(
            (type, kind, value, choices, required, description),
            (one.Type, one.Kind, one.Value, string.Join('|', one.Choices), one.Required, one.Description)
        );
    }

    private const string Everything = """
        #r "nuget: X, 1.0"
        using System;
        // int commented = 1;
        int a = 1, b = 2; // both
        const int fixed_ = 3;
        a = 4; Foo(a, b); Console.Write("int c = 5;");
        int F(int x) { int inside = 1; return x; }
        if (a > 0) { int hidden = 2; } else { }
        foreach (var x in new[] { 1 }) { var y = x; }
        class C { int field = 1; }
        Dictionary<string, List<int>> map = new() { ["a"] = [1, 2] }; int? d = null; int[] e = { 1, 2 };
        (int, int) pair = (1, 2); (a, b) = (b, a);
        var last = $"{a}";
        """;

    [Fact]
    public void What_is_no_variable_at_the_top_is_passed_over()
    {
        Assert.Equal(["a", "b", "map", "d", "e", "pair", "last"], ParameterReader.Read(Everything).Select(one => one.Name));
        Assert.Equal(["both", "both", "", "", "", "", ""], ParameterReader.Read(Everything).Select(one => one.Description));
        foreach (
            string broken in new[]
            {
                "int",
                "int x",
                "int x =",
                "int x = (",
                "= 5;",
                "int = 5;",
                "\"",
                "List<int x = 5;",
                "{",
                "}",
                "a.",
                "(",
                "int x = \"\"\"",
                "/*",
                "'",
            }
        )
            Assert.True(ParameterReader.Read(broken).Count <= 1);
    }

    // Of every cell that ships, and of the one above.
    [Fact]
    public void The_reader_sees_what_the_compiler_sees()
    {
        int seen = 0;
        foreach (
            string code in Directory.EnumerateFiles(Path.Combine(Root(), "notebooks"), "*.ipynb").SelectMany(CellsOf).Append(Everything)
        )
        {
            (string Name, string? Code)[] declared = CSharpSyntaxTree
                .ParseText(code, Script)
                .GetCompilationUnitRoot()
                .Members.OfType<FieldDeclarationSyntax>()
                .Where(field => !field.Modifiers.Any(one => one.ValueText == "const"))
                .SelectMany(field =>
                    field.Declaration.Variables.Select(one => (Name: one.Identifier.ValueText, Code: one.Initializer?.Value.ToString()))
                )
                .DistinctBy(one => one.Name)
                .ToArray();
            Assert.Equal(declared.Select(one => (one.Name, one.Code)), ParameterReader.Read(code).Select(one => (one.Name, one.Code)));
            seen += declared.Length;
        }
        Assert.True(seen > 15, $"only {seen} variables seen");
    }

    [Theory]
    [InlineData("int n = 1;", "many", "The parameter n is a whole number, and 'many' is not.")]
    [InlineData("int n = 1;", "3000000000", "The parameter n is a whole number from -2147483648 to 2147483647, and '3000000000' is not.")]
    [InlineData("byte n = 1;", "-1", "The parameter n is a whole number from 0 to 255, and '-1' is not.")]
    [InlineData("double n = 1;", "1,5", "The parameter n is a number, and '1,5' is not.")]
    [InlineData("double n = 1;", "1e999", "The parameter n is a number, and '1e999' is not.")]
    [InlineData("var n = true;", "yes", "The parameter n is true or false, and 'yes' is not.")]
    [InlineData("int n = 10; // [10, 50]", "20", "The parameter n is one of 10, 50, and '20' is not.")]
    [InlineData("string n = \"a\"; // [a, b]", "A", "The parameter n is one of a, b, and 'A' is not.")]
    [InlineData("string n = \"a\"; // required", " ", "The parameter n is required. Give it a value.")]
    public void A_value_that_is_none_is_refused_in_a_sentence(string code, string value, string sentence)
    {
        Assert.Equal(sentence, One(code).ProblemOf(value));
        Assert.StartsWith(
            sentence,
            Assert.Throws<ArgumentException>(() => ParameterReader.Set(code, "n", value)).Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("int n = 1; // c", "0042", "int n = 42; // c")]
    [InlineData("int n; // c", "5", "int n = 5; // c")]
    [InlineData("int n = 10; // [10, 050]", "50", "int n = 50; // [10, 050]")]
    [InlineData("int n = 2 * 3;", "7", "int n = 7;")]
    [InlineData("var n = 1L;", "2", "var n = 2L;")]
    [InlineData("var n = 0.5;", "1", "var n = 1.0;")]
    [InlineData("var n = 0.5;", "+1e3", "var n = 1e3;")]
    [InlineData("float n = 0.5f;", ".25", "float n = .25f;")]
    [InlineData("decimal? n = 1;", "", "decimal? n = null;")]
    [InlineData("bool n = false;", "TRUE", "bool n = true;")]
    [InlineData("int n = 1_000;", "1000", "int n = 1_000;")]
    [InlineData("string n = @\"x\";", "a\"\\\n\t\u2028", "string n = \"a\\\"\\\\\\n\\t\\u2028\";")]
    public void A_value_takes_the_place_of_the_literal_and_nothing_else_changes(string code, string value, string after)
    {
        Assert.Equal(after, ParameterReader.Set(code, "n", value));
        Assert.Empty(CSharpSyntaxTree.ParseText(after, Script).GetDiagnostics());
    }

    [Fact]
    public void Whatever_is_typed_as_a_text_is_that_text_to_the_compiler()
    {
        foreach (
            string text in new[]
            {
                "",
                "\"",
                "\\",
                "\\\"",
                "{x}",
                "a\r\nb\0",
                "\"; System.IO.File.Delete(\"x\"); //",
                "\u2029é\ud83d\ude00\ud800",
                "*/",
                "\"\"\"",
            }
        )
        {
            string after = ParameterReader.Set("string n = \"x\"; // text", "n", text);
            FieldDeclarationSyntax field = Assert.IsType<FieldDeclarationSyntax>(
                Assert.Single(CSharpSyntaxTree.ParseText(after, Script).GetCompilationUnitRoot().Members)
            );
            Assert.Equal(text, ((LiteralExpressionSyntax)field.Declaration.Variables[0].Initializer!.Value).Token.Value);
            Assert.Equal(text, One(after).Value);
        }
    }

    [Fact]
    public void A_tag_is_found_among_whatever_the_metadata_hold()
    {
        Assert.True(
            ParameterReader.HasTag((JsonObject)JsonNode.Parse("""{"metadata":{"tags":[1,null,{},"parameters"]}}""")!, ParameterReader.Tag)
        );
        foreach (
            string other in new[]
            {
                "{}",
                """{"metadata":[]}""",
                """{"metadata":{"tags":"parameters"}}""",
                """{"metadata":{"tags":["Parameters"]}}""",
            }
        )
            Assert.False(ParameterReader.HasTag((JsonObject)JsonNode.Parse(other)!, ParameterReader.Tag));
    }

    private static IEnumerable<string> CellsOf(string notebook) =>
        JsonNode.Parse(File.ReadAllText(notebook))!["cells"]!
            .AsArray()
            .Where(cell => (string?)cell!["cell_type"] == "code")
            .Select(cell =>
                cell!["source"] is JsonArray lines ? string.Concat(lines.Select(line => (string?)line)) : (string?)cell["source"] ?? ""
            )
            .Where(code => !code.Contains("#!", StringComparison.Ordinal));

    private static string Root()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "WhiteBoxLab.sln")))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
