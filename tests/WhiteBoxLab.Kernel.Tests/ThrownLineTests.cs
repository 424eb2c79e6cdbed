using Xunit;

namespace WhiteBoxLab.Kernel.Tests;

/// <summary>Errors that the runtime throws by itself have the line that threw them, although cells are optimised.</summary>
public sealed class ThrownLineTests(ServedKernel kernel) : IClassFixture<ServedKernel>
{
    [Theory]
    [InlineData("int[] xs = { 1 };\nvar a = 1;\nxs[7]", "line 3")]
    [InlineData("int[] ys = { 1 };\nvar b = 6;\nConsole.Write(b);\nvar c = ys[b + 1];\nvar d = 5;", "line 4")]
    [InlineData("int[] zs = { 1 };\nfor (int i = 0; i < 3; i++)\n{\n    zs[i] = i;\n}", "line 4")]
    [InlineData("int[] us = { 1 };\nvar e = us[0];\nvar f = us[1];", "line 2 or 3")]
    [InlineData("int[] vs = { 1 };\nvs[0] = 1;\nvs[0] = 2;\nvs[1] = 3;", "line 2 to 4")]
    [InlineData("checked\n{\n    int big = int.MaxValue;\n    big += Environment.ProcessId;\n}", "line 4")]
    [InlineData("int[] ws = { 1 };\nif (ws[0] == 1)\n    throw new IndexOutOfRangeException(\"mine\");", "line 3")]
    public async Task At_the_top_of_a_cell(string code, string place)
    {
        Answer failed = await kernel.RunAsync(code);

        Assert.EndsWith($", {place}", failed.Result.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("int Half(int[] xs)\n{\n    // beyond the end\n    var n = xs.Length;\n    return xs[7] / n;\n}", "Half([1])", "line 5")]
    [InlineData("int Part(int n)\n{\n    // nothing\n    var one = n + 1;\n    return one / n;\n}", "Part(0)", "line 5")]
    [InlineData("int Both(int[] xs)\n{\n    Func<int> first = () => xs[0];\n    return first() + xs[1];\n}", "Both([1])", "line 4")]
    [InlineData(
        "class Box\n{\n    int[] all = { 1 };\n    public int Get(int i)\n    {\n        return all[i];\n    }\n}",
        "new Box().Get(2)",
        "line 6"
    )]
    public async Task In_a_function_of_an_earlier_cell(string code, string call, string place)
    {
        await kernel.RunAsync(code);
        Answer failed = await kernel.RunAsync(call);

        string[] frames = failed.Result.Message!.Split('\n')[1..]; // it has failed
        Assert.EndsWith($", {place}", frames[0], StringComparison.Ordinal);
        Assert.EndsWith(", line 1", frames[1], StringComparison.Ordinal);
    }
}
