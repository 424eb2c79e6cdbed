using System.Diagnostics;
using System.Text.Json.Nodes;
using Xunit;

namespace WhiteBoxLab.Kernel.Tests;

/// <summary>What Jupyter's own suite for kernels asks for, over real sockets.</summary>
public sealed class JupyterTests(JupyterClient client) : IClassFixture<JupyterClient>
{
    [Fact]
    public void It_says_what_it_is_and_its_heart_beats()
    {
        JsonObject info = Ask("kernel_info_request").Content;

        Assert.Equal(
            ("ok", "5.3", "C#", ".cs"),
            (
                (string)info["status"]!,
                (string)info["protocol_version"]!,
                (string)info["language_info"]!["name"]!,
                (string)info["language_info"]!["file_extension"]!
            )
        );
        Assert.Equal("beat", client.Beat("beat"));
    }

    [Fact]
    public void A_cell_prints_returns_and_is_counted()
    {
        (JupyterClient.Message? reply, IReadOnlyList<JupyterClient.Message>? outputs) = client.Execute(
            "Console.WriteLine(\"hello\"); 6 * 7"
        );

        Assert.Equal(["status", "execute_input", "stream", "execute_result", "status"], outputs.Select(one => one.Type));
        Assert.Equal(("stdout", "hello\n", "42"), (outputs[2].Text("name"), outputs[2].Text("text"), outputs[3].Data("text/plain")));
        Assert.Equal(("busy", "idle"), (outputs[0].Text("execution_state"), outputs[^1].Text("execution_state")));
        int count = (int)reply.Content["execution_count"]!;
        Assert.Equal(
            ("ok", count, count),
            (reply.Text("status"), (int)outputs[1].Content["execution_count"]!, (int)outputs[3].Content["execution_count"]!)
        );
        Assert.Equal(count + 1, (int)client.Execute("1").Reply.Content["execution_count"]!);
    }

    [Fact]
    public void Errors_are_labelled_and_lose_nothing()
    {
        (JupyterClient.Message? reply, IReadOnlyList<JupyterClient.Message>? outputs) = client.Execute(
            "var kept = 3; Console.Write(\"so far\"); Console.Error.Write(\"oh\"); throw new ArgumentException(\"no good\");"
        );

        Assert.Equal(["so far", "oh"], outputs.Where(one => one.Type == "stream").Select(one => one.Text("text")));
        JupyterClient.Message error = outputs.Single(one => one.Type == "error");
        Assert.Equal(("System.ArgumentException", "no good", "error"), (error.Text("ename"), error.Text("evalue"), reply.Text("status")));
        Assert.Contains(
            "line 1",
            string.Concat(error.Content["traceback"]!.AsArray().Select(line => (string)line!)),
            StringComparison.Ordinal
        );
        Assert.Equal("3", client.Execute("kept").Outputs.Single(one => one.Type == "execute_result").Data("text/plain"));
    }

    [Fact]
    public void What_is_shown_is_updated_under_its_id()
    {
        (JupyterClient.Message _, IReadOnlyList<JupyterClient.Message>? outputs) = client.Execute(
            "var shown = display(\"one\"); shown.Update(\"two\"); display(\"<b>x</b>\", \"text/html\"); "
                + "display(\"{\\\"a\\\":1}\", \"application/json\");"
        );

        Assert.Equal(
            ["display_data", "update_display_data", "display_data", "display_data"],
            outputs.Skip(2).SkipLast(1).Select(one => one.Type)
        );
        Assert.Equal((string)outputs[2].Content["transient"]!["display_id"]!, (string)outputs[3].Content["transient"]!["display_id"]!);
        Assert.Equal(
            ("one", "two", "<b>x</b>", 1),
            (
                outputs[2].Data("text/plain"),
                outputs[3].Data("text/plain"),
                outputs[4].Data("text/html"),
                (int)outputs[5].Content["data"]!["application/json"]!["a"]!
            )
        );
    }

    [Fact]
    public void An_update_from_a_later_cell_and_a_clearing_are_told()
    {
        string id = (string)
            client.Execute("var later = display(\"one\");").Outputs.Single(one => one.Type == "display_data").Content["transient"]![
                "display_id"
            ]!;
        (JupyterClient.Message _, IReadOnlyList<JupyterClient.Message>? outputs) = client.Execute(
            "later.Update(\"two\"); ClearOutput(wait: true); 3"
        );

        Assert.Equal(id, (string)outputs.Single(one => one.Type == "update_display_data").Content["transient"]!["display_id"]!);
        Assert.True((bool)outputs.Single(one => one.Type == "clear_output").Content["wait"]!);
    }

    [Fact]
    public void Progress_is_a_widget_for_who_knows_widgets_and_its_state_can_be_asked_for()
    {
        Assert.Empty(
            client
                .Reply(client.Shell, client.Send(client.Shell, "comm_info_request", new JsonObject { ["target_name"] = "jupyter.widget" }))
                .Content["comms"]!.AsObject()
        );
        (JupyterClient.Message _, IReadOnlyList<JupyterClient.Message>? outputs) = client.Execute(
            "foreach (int i in progress(new[] { 1, 2, 3 }, \"adding\")) { }"
        );

        Assert.Equal(3, outputs.Count(one => one.Type == "comm_open"));
        string bar = (string)
            outputs.Single(one => one.Type == "display_data").Content["data"]!["application/vnd.jupyter.widget-view+json"]!["model_id"]!;
        Assert.Equal(3, (int)outputs.Last(one => one.Type == "comm_msg").Content["data"]!["state"]!["value"]!);
        string ask = client.Send(
            client.Shell,
            "comm_msg",
            new JsonObject
            {
                ["comm_id"] = bar,
                ["data"] = new JsonObject { ["method"] = "request_state" },
            }
        );
        Assert.Equal(
            "IntProgressModel",
            (string)client.Outputs(ask).Single(one => one.Type == "comm_msg").Content["data"]!["state"]!["_model_name"]!
        );
    }

    [Fact]
    public void The_history_says_what_is_equal_once()
    {
        client.Execute("\"same\"");
        client.Execute("\"same\"");
        JsonObject search = new()
        {
            ["hist_access_type"] = "search",
            ["pattern"] = "\"same\"",
            ["unique"] = true,
            ["output"] = false,
            ["raw"] = true,
        };

        Assert.Single(client.Reply(client.Shell, client.Send(client.Shell, "history_request", search)).Content["history"]!.AsArray());
    }

    [Fact]
    public void A_silent_cell_tells_nothing_and_does_not_count()
    {
        int before = (int)client.Execute("0").Reply.Content["execution_count"]!;
        (JupyterClient.Message? reply, IReadOnlyList<JupyterClient.Message>? outputs) = client.Execute(
            "Console.Write(1); var quiet = 5; quiet",
            new JsonObject { ["silent"] = true }
        );

        Assert.Equal("ok", reply.Text("status"));
        Assert.All(outputs, one => Assert.Equal("status", one.Type));
        Assert.Equal(before, (int)client.Execute("quiet", new JsonObject { ["store_history"] = false }).Reply.Content["execution_count"]!);
        Assert.Equal(before + 1, (int)client.Execute("quiet").Reply.Content["execution_count"]!);
    }

    [Fact]
    public void Expressions_of_the_user_are_answered()
    {
        JsonNode values = client
            .Execute(
                "var nine = 9;",
                new JsonObject
                {
                    ["user_expressions"] = new JsonObject { ["a"] = "nine + 1", ["b"] = "nothing" },
                }
            )
            .Reply.Content["user_expressions"]!;

        Assert.Equal(
            ("ok", "10", "error"),
            ((string)values["a"]!["status"]!, (string)values["a"]!["data"]!["text/plain"]!, (string)values["b"]!["status"]!)
        );
    }

    [Theory]
    [InlineData(true, "aborted")]
    [InlineData(false, "ok")]
    public void A_cell_that_fails_ends_those_that_wait_or_does_not(bool stops, string second)
    {
        string asking = client.Send(
            client.Shell,
            "execute_request",
            JupyterClient.Cell("Console.ReadLine(); throw new Exception();", new JsonObject { ["stop_on_error"] = stops })
        );
        JupyterClient.Message question = client.Next(client.Stdin);
        string waiting = client.Send(client.Shell, "execute_request", JupyterClient.Cell("1"));
        client.Reply(client.Shell, client.Send(client.Shell, "kernel_info_request")); // behind the second cell on the same channel
        client.Send(client.Stdin, "input_reply", new JsonObject { ["value"] = "" }, parent: (JsonObject)question.Header.DeepClone());

        Assert.Equal("error", client.Reply(client.Shell, asking).Text("status"));
        Assert.Equal(second, client.Reply(client.Shell, waiting).Text("status"));
    }

    [Fact]
    public void A_cell_asks_whoever_runs_it()
    {
        string id = client.Send(
            client.Shell,
            "execute_request",
            JupyterClient.Cell("Console.Write(\"Your name: \"); var name = Console.ReadLine(); name")
        );
        JupyterClient.Message question = client.Next(client.Stdin);
        client.Send(client.Stdin, "input_reply", new JsonObject { ["value"] = "Ada" }, parent: (JsonObject)question.Header.DeepClone());

        Assert.Equal(
            ("input_request", "Your name:", false, id),
            (question.Type, question.Text("prompt"), (bool)question.Content["password"]!, question.ParentId)
        );
        client.Reply(client.Shell, id);
        Assert.Equal("Ada", client.Outputs(id).Single(one => one.Type == "execute_result").Data("text/plain"));
        Assert.Contains(
            "does not answer questions",
            client.Execute("Console.ReadLine()", new JsonObject { ["allow_stdin"] = false }).Reply.Text("evalue"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Completion_counts_characters_and_does_not_wait_for_a_cell()
    {
        string running = client.Send(client.Shell, "execute_request", JupyterClient.Cell("Console.ReadLine();"));
        JupyterClient.Message question = client.Next(client.Stdin);
        JsonObject found = Ask(
            "complete_request",
            new JsonObject { ["code"] = "var s = \"\U0001F638\"; Console.WriteL", ["cursor_pos"] = 27 }
        ).Content;

        client.Send(client.Stdin, "input_reply", new JsonObject { ["value"] = "" }, parent: (JsonObject)question.Header.DeepClone());
        client.Reply(client.Shell, running);

        Assert.Contains("WriteLine", found["matches"]!.AsArray().Select(one => (string)one!));
        Assert.All(found["matches"]!.AsArray(), one => Assert.StartsWith("writel", (string)one!, StringComparison.OrdinalIgnoreCase));
        Assert.Equal((21, 27), ((int)found["cursor_start"]!, (int)found["cursor_end"]!));
    }

    [Fact]
    public void Inspection_tells_what_a_name_is()
    {
        client.Execute("/// <summary>Doubles.</summary>\nint Twice(int number) => 2 * number;");
        JsonObject known = Ask(
            "inspect_request",
            new JsonObject
            {
                ["code"] = "Twice(1)",
                ["cursor_pos"] = 3,
                ["detail_level"] = 0,
            }
        ).Content;
        JsonObject call = Ask(
            "inspect_request",
            new JsonObject
            {
                ["code"] = "Math.Max(1, ",
                ["cursor_pos"] = 12,
                ["detail_level"] = 0,
            }
        ).Content;
        JsonObject nothing = Ask(
            "inspect_request",
            new JsonObject
            {
                ["code"] = "   ",
                ["cursor_pos"] = 1,
                ["detail_level"] = 0,
            }
        ).Content;

        Assert.Contains("Twice(int number)", (string)known["data"]!["text/plain"]!, StringComparison.Ordinal);
        Assert.Contains("Max", (string?)call["data"]!["text/plain"], StringComparison.Ordinal);
        Assert.Equal((true, false, "ok"), ((bool)known["found"]!, (bool)nothing["found"]!, (string)nothing["status"]!));
    }

    [Theory]
    [InlineData("1 + 1", "complete")]
    [InlineData("if (true)\n{", "incomplete")]
    [InlineData("var x = ) 1;", "invalid")]
    [InlineData("#r \"nuget: Some\"\n1", "complete")]
    [InlineData("namespace Lab { class Box { } }\nnew Lab.Box()", "complete")]
    [InlineData("namespace Lab\n{", "incomplete")]
    public void Whole_code_is_told_from_the_rest(string code, string status)
    {
        JsonObject answer = Ask("is_complete_request", new JsonObject { ["code"] = code }).Content;

        Assert.Equal((status, status == "incomplete" ? "    " : null), ((string)answer["status"]!, (string?)answer["indent"]));
    }

    [Fact]
    public void History_and_comms_are_answered()
    {
        client.Execute("var first = 1;");
        client.Execute("var second = 2;");
        JsonArray tail = Ask(
            "history_request",
            new JsonObject
            {
                ["hist_access_type"] = "tail",
                ["n"] = 2,
                ["output"] = false,
                ["raw"] = true,
            }
        ).Content["history"]!.AsArray();
        JsonArray found = Ask(
            "history_request",
            new JsonObject
            {
                ["hist_access_type"] = "search",
                ["pattern"] = "*first*",
                ["n"] = 1,
                ["output"] = true,
                ["raw"] = true,
            }
        ).Content["history"]!.AsArray();

        Assert.Equal(["var first = 1;", "var second = 2;"], tail.Select(line => (string)line![2]!));
        Assert.Equal("var first = 1;", (string)found[0]![2]![0]!);
        JsonObject nobodys = new() { ["target_name"] = "nobody.knows" }; // other tests leave bars behind
        Assert.Empty(Ask("comm_info_request", nobodys).Content["comms"]!.AsObject());
    }

    [Fact]
    public void An_endless_cell_is_interrupted_and_keeps_its_variables()
    {
        string id = client.Send(
            client.Shell,
            "execute_request",
            JupyterClient.Cell("var reached = 7; Console.Write(\"on\"); while (true) { }")
        );
        client.Outputs(id, message => message.Type == "stream");
        Assert.Equal("ok", client.Reply(client.Control, client.Send(client.Control, "interrupt_request")).Text("status"));

        Assert.Equal("Command cancelled.", client.Reply(client.Shell, id).Text("evalue"));
        Assert.Equal("7", client.Execute("reached").Outputs.Single(one => one.Type == "execute_result").Data("text/plain"));
    }

    [Fact]
    public void A_cell_that_cannot_be_stopped_costs_its_kernel_and_the_next_one_has_another()
    {
        string id = client.Send(
            client.Shell,
            "execute_request",
            JupyterClient.Cell("Console.Write(\"on\"); System.Text.RegularExpressions.Regex.IsMatch(new string('a', 60), \"^(a+)+b$\")")
        );
        client.Outputs(id, message => message.Type == "stream");
        client.Send(client.Control, "interrupt_request");

        Assert.StartsWith("The kernel was stopped.", client.Reply(client.Shell, id).Text("evalue"), StringComparison.Ordinal);
        Assert.Equal("2", client.Execute("1 + 1").Outputs.Single(one => one.Type == "execute_result").Data("text/plain"));
    }

    [Fact]
    public void A_message_with_a_wrong_signature_is_refused()
    {
        client.Send(client.Shell, "execute_request", JupyterClient.Cell("var stolen = 1;"), key: "another key");
        (JupyterClient.Message? reply, IReadOnlyList<JupyterClient.Message> _) = client.Execute("stolen");

        Assert.Equal("error", reply.Text("status"));
        Assert.Contains("CS0103", reply.Text("evalue"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_kernel_that_dies_is_told_of_and_replaced()
    {
        (JupyterClient.Message? reply, IReadOnlyList<JupyterClient.Message>? outputs) = client.Execute(
            "Console.Write(\"last words\"); display(0); Environment.FailFast(\"enough\");"
        );

        Assert.Contains("It said: Process terminated. enough", reply.Text("evalue"), StringComparison.Ordinal);
        Assert.Contains(outputs, one => one.Text("text") == "last words");
        Assert.Equal((1, "ok"), ((int)client.Execute("1").Reply.Content["execution_count"]!, client.Execute("1").Reply.Text("status")));
    }

    [Fact]
    public void What_native_code_writes_into_descriptor_2_is_in_no_cell()
    {
        (JupyterClient.Message? reply, IReadOnlyList<JupyterClient.Message>? outputs) = client.Execute(
            NativeLinesTests.Writing("a native line")
        );

        Assert.Equal("ok", reply.Text("status"));
        Assert.DoesNotContain(outputs, one => one.Type == "stream");
    }

    [Fact]
    public async Task Shutdown_is_answered_and_ends_the_process_and_its_cells()
    {
        await using JupyterClient own = new();
        await own.InitializeAsync();
        string cell = own.Send(own.Shell, "execute_request", JupyterClient.Cell("Console.Write(Environment.ProcessId); while (true) { }"));
        int child = int.Parse(
            own.Outputs(cell, message => message.Type == "stream")[^1].Text("text"),
            System.Globalization.CultureInfo.InvariantCulture
        );
        JupyterClient.Message reply = own.Reply(
            own.Control,
            own.Send(own.Control, "shutdown_request", new JsonObject { ["restart"] = false })
        );
        await own
            .Kernel.WaitForExitAsync(TestContext.Current.CancellationToken)
            .WaitAsync(Patience.Long, TestContext.Current.CancellationToken);

        Assert.Equal(("shutdown_reply", "ok", 0), (reply.Type, reply.Text("status"), own.Kernel.ExitCode));
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(child));
    }

    [Fact]
    public async Task Jupyter_is_told_where_the_kernel_is()
    {
        string prefix = Directory.CreateTempSubdirectory("wbl-prefix-").FullName;
        EndedVerb install = await ShellVerb.RunAsync("jupyter", "install", "--prefix", prefix);

        string folder = Path.Combine(prefix, "share", "jupyter", "kernels", "whiteboxlab");
        JsonNode spec = JsonNode.Parse(
            await File.ReadAllTextAsync(Path.Combine(folder, "kernel.json"), TestContext.Current.CancellationToken)
        )!;
        Assert.Equal((0, $"Jupyter finds the kernel in {folder}.\n"), (install.Code, install.Printed));
        Assert.Equal(("C#", "message"), ((string)spec["language"]!, (string)spec["interrupt_mode"]!));
        string[] command = [.. spec["argv"]!.AsArray().Select(word => (string)word!)];
        Assert.True(File.Exists(command[0]));
        Assert.Equal(["jupyter", "-f", "{connection_file}"], command[^3..]);
        Directory.Delete(prefix, recursive: true);
    }

    private JupyterClient.Message Ask(string type, JsonObject? content = null)
    {
        string id = client.Send(client.Shell, type, content);
        JupyterClient.Message reply = client.Reply(client.Shell, id);
        client.Outputs(id);
        return reply;
    }
}
