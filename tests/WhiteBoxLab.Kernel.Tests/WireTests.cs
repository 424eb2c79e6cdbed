using System.Text.Json.Nodes;
using WhiteBoxLab.Protocol;
using Xunit;

namespace WhiteBoxLab.Kernel.Tests;

public sealed class WireTests
{
    [Theory]
    [InlineData("", "The input does not contain any JSON tokens.")]
    [InlineData("hello", "'h' is an invalid start of a value.")]
    [InlineData("[1]", "A line must be one JSON object.")]
    [InlineData("{}", "A line needs a commandType or an eventType.")]
    [InlineData("""{"commandType":"Dance","command":{}}""", "There is no command 'Dance'.")]
    [InlineData("""{"eventType":"Danced","event":{}}""", "There is no event 'Danced'.")]
    [InlineData("""{"commandType":"SubmitCode"}""", "SubmitCode needs its 'command' object.")]
    [InlineData("""{"commandType":"SubmitCode","command":{}}""", "missing required properties including: 'code'")]
    [InlineData(
        """{"commandType":"SubmitCode","command":{"code":3}}""",
        "could not be converted to WhiteBoxLab.Protocol.SubmitCode. (at '$.code')"
    )]
    [InlineData("""{"commandType":"Command","command":{}}""", "There is no command 'Command'.")]
    [InlineData("""{"token":"\ud800","commandType":"Quit","command":{}}""", "Cannot read incomplete UTF-16 JSON text")]
    public void A_bad_line_is_told_with_its_reason(string line, string reason) =>
        Assert.Contains(reason, Assert.IsType<BadLine>(Wire.Read(line)).Reason, StringComparison.Ordinal);

    [Fact]
    public void A_bad_line_keeps_its_token() =>
        Assert.Equal(
            new BadLine("There is no command 'Dance'.", "k1", "Dance"),
            Wire.Read("""{"token":"k1","commandType":"Dance","command":{}}""")
        );

    [Fact]
    public void The_shortest_command_is_enough()
    {
        CommandLine line = Assert.IsType<CommandLine>(Wire.Read("""{"commandType":"SubmitCode","command":{"CODE":"1+1"}}"""));

        Assert.Equal("1+1", Assert.IsType<SubmitCode>(line.Envelope.Command).Code);
        Assert.Equal(24, line.Envelope.Token.Length);
    }

    [Fact]
    public void Numbers_may_come_as_text()
    {
        CommandLine line = Assert.IsType<CommandLine>(
            Wire.Read("""{"commandType":"RequestCompletions","command":{"code":"","linePosition":{"line":"2","character":"3"}}}""")
        );

        Assert.Equal(new LinePosition(2, 3), Assert.IsType<RequestCompletions>(line.Envelope.Command).LinePosition);
    }

    [Fact]
    public void Nothing_is_escaped_that_need_not_be() =>
        Assert.Contains("<b>é+&'</b>", Wire.Write(new CommandEnvelope("k", new SubmitCode("<b>é+&'</b>"), [])), StringComparison.Ordinal);

    [Fact]
    public void A_cancel_of_everything_looks_as_in_NET_Interactive() =>
        Assert.Equal(
            """{"token":"k","commandType":"Cancel","command":{"targetKernelName":null,"originUri":null,"destinationUri":"""
                + """null},"routingSlip":[]}""",
            Wire.Write(new CommandEnvelope("k", new Cancel(), []))
        );

    [Fact]
    public void Our_own_commands_travel_in_the_same_shape()
    {
        Explain explain = new(
            "sample:chelsea",
            "efficientnet-lite0",
            282,
            [new MethodChoice("a", "grad-cam", new JsonObject { ["layer"] = "x" })],
            3
        );

        CommandLine line = Assert.IsType<CommandLine>(Wire.Read(Wire.Write(new CommandEnvelope("k", explain, []))));

        Explain back = Assert.IsType<Explain>(line.Envelope.Command);
        Assert.Equal(
            (explain.Photo, explain.Target, "grad-cam", "x"),
            (back.Photo, back.Target, back.Choices[0].Method, (string?)back.Choices[0].Options!["layer"])
        );
    }

    [Fact]
    public void The_queue_of_maps_travels_in_its_order()
    {
        MapsQueued queue = new([new QueuedMap("b", 1, 0), new QueuedMap("a", 52, 50)]);

        string line = Wire.Write(new EventEnvelope(queue, null, []));

        Assert.Contains(
            """{"maps":[{"id":"b","forwards":1,"backwards":0},{"id":"a","forwards":52,"backwards":50}]}""",
            line,
            StringComparison.Ordinal
        );
        Assert.Equal(queue.Maps, Assert.IsType<MapsQueued>(Assert.IsType<EventLine>(Wire.Read(line)).Envelope.Event).Maps);
    }

    [Theory]
    [InlineData("sample:chelsea", "chelsea")]
    [InlineData("/photos/sample:chelsea", null)]
    [InlineData("chelsea", null)]
    public void A_photo_of_the_lab_is_told_from_a_file(string photo, string? name)
    {
        Assert.Equal(name, SampleSource.NameIn(photo));
        Assert.Equal(photo, name is null ? photo : SampleSource.Of(name));
    }

    [Fact]
    public void A_map_with_a_value_that_is_no_number_still_travels()
    {
        MapProgressed progress = new("a", "grad-cam", 1, 2, "steps", double.NaN, null);

        EventLine line = Assert.IsType<EventLine>(Wire.Read(Wire.Write(new EventEnvelope(progress, null, []))));

        Assert.Equal(double.NaN, Assert.IsType<MapProgressed>(line.Envelope.Event).SecondsLeft);
    }
}
