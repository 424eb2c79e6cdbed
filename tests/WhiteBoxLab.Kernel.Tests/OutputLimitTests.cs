using System.Text;
using System.Text.RegularExpressions;
using WhiteBoxLab.Protocol;
using Xunit;

namespace WhiteBoxLab.Kernel.Tests;

/// <summary>Limits cut the right thing, between characters, and say it.</summary>
public sealed class OutputLimitTests(ServedKernel kernel) : IClassFixture<ServedKernel>
{
    [Fact]
    public async Task A_display_is_updated_without_end()
    {
        Answer answer = await kernel.RunAsync("var shown = display(0); for (int i = 1; i <= 3000; i++) shown.Update(i);");

        Assert.True(answer.Result.Succeeded, answer.Result.Message);
        Assert.Equal("3000", answer.Events.OfType<DisplayedValueUpdated>().Last().FormattedValues[0].Value);
        Assert.Equal("", answer.PrintedAsError);
    }

    [Fact]
    public async Task A_long_message_of_an_exception_is_cut_in_the_middle_and_kept_in_a_file()
    {
        Answer answer = await kernel.RunAsync("throw new Exception(new string('x', 3_000_000) + \"end\");");
        string message = answer.Result.Message!;
        Match mark = Regex.Match(message, @"\n\.\.\. [\d,]+ characters are left out here\. All of it is in (.+) \.\.\.\n");

        Assert.InRange(message.Length, 50_000, 110_000);
        Assert.StartsWith("System.Exception: xxx", message, StringComparison.Ordinal);
        Assert.Contains("xxxend\n", message, StringComparison.Ordinal);
        Assert.InRange(new FileInfo(mark.Groups[1].Value).Length, 3_000_000, 3_001_000);
        File.Delete(mark.Groups[1].Value);
    }

    [Fact]
    public async Task Prints_are_cut_between_characters()
    {
        Answer answer = await kernel.RunAsync(
            "for (int i = 0; i < 400_000; i++) { Console.Write('\\ud83d'); Console.Write('\\ude00'); if (i % 7 == 0) Console.Write('x'); }"
        );

        Assert.DoesNotContain('\ufffd', answer.Printed);
        Assert.Equal(answer.Printed, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(answer.Printed)));
    }
}
