using System.Text.Json.Nodes;
using WhiteBoxLab.Protocol;
using Xunit;

namespace WhiteBoxLab.Kernel.Tests;

public sealed class NotebookOutputTests
{
    private static readonly FormattedValue[] Text = [new("text/plain", "a\nb")],
        Hidden = [new("text/plain", "a", SuppressDisplay: true)];

    public static TheoryData<Event, string?> Written =>
        new()
        {
            { new StandardOutputValueProduced(Text), """{"name":"stdout","output_type":"stream","text":["a\n","b"]}""" },
            { new StandardErrorValueProduced(Text), """{"name":"stderr","output_type":"stream","text":["a\n","b"]}""" },
            {
                new DisplayedValueProduced(Text, "id"),
                """{"data":{"text/plain":["a\n","b"]},"metadata":{},"output_type":"display_data"}"""
            },
            { new DisplayedValueUpdated(Text, "id"), """{"data":{"text/plain":["a\n","b"]},"metadata":{},"output_type":"display_data"}""" },
            { new DisplayedValueProduced(Hidden), """{"data":{},"metadata":{},"output_type":"display_data"}""" },
            {
                new ReturnValueProduced(Text),
                """{"data":{"text/plain":["a\n","b"]},"execution_count":null,"metadata":{},"output_type":"execute_result"}"""
            },
            { new ErrorProduced("E: no\nat", []), """{"ename":"E","evalue":"E: no","output_type":"error","traceback":["E: no","at"]}""" },
            { new CommandSucceeded(), null },
        };

    [Theory]
    [MemberData(nameof(Written))]
    public void Each_event_is_the_output_that_a_notebooks_file_has_for_it(Event e, string? output) =>
        Assert.Equal(output, NotebookOutput.Of(e)?.ToJsonString());

    [Theory]
    [InlineData("""{"output_type":"stream","name":"stdout"}""", true)]
    [InlineData("""{"output_type":"stream","name":"stderr"}""", false)]
    [InlineData("""{"output_type":"display_data","name":"stdout"}""", false)]
    [InlineData("""{"output_type":7}""", false)]
    public void Only_a_print_on_the_same_stream_goes_on_with_a_print(string before, bool goesOn) =>
        Assert.Equal(
            goesOn,
            NotebookOutput.Continues((JsonObject)JsonNode.Parse(before)!, NotebookOutput.Of(new StandardOutputValueProduced(Text))!)
        );
}
