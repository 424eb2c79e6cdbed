using WhiteBoxLab.Protocol;
using Xunit;

namespace WhiteBoxLab.Kernel.Tests;

public sealed class InputTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("wbl-input-").FullName;
    private readonly List<RequestInput> asked = [];
    private KernelProcess kernel = null!; // started before each test

    public async ValueTask InitializeAsync()
    {
        kernel = ServedKernel.Start(folder, "--input");
        await kernel.Ready.WaitAsync(Patience.Long);
    }

    public async ValueTask DisposeAsync()
    {
        await kernel.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Reading_a_line_asks_and_what_was_typed_stays()
    {
        Type("Ada");
        Answer answer = await ServedKernel.AskAsync(
            kernel,
            new SubmitCode("Console.Write(\"Your name? \"); var name = Console.ReadLine(); name.Length")
        );

        Assert.Equal(("Your name? Ada\n", "3"), (answer.Printed, answer.Returned));
        Assert.Equal(("Your name?", false, "text"), (Assert.Single(asked).Prompt, asked[0].IsPassword, asked[0].Type));
    }

    [Fact]
    public async Task A_cell_asks_by_its_own_words_and_keeps_secrets()
    {
        Type("s3cret");
        Answer answer = await ServedKernel.AskAsync(
            kernel,
            new SubmitCode("var secret = await GetPasswordAsync(\"Key?\"); Console.Write(secret.GetClearTextPassword().Length); secret")
        );

        Assert.Equal(("6", "********"), (answer.Printed, answer.Returned));
        Assert.True(Assert.Single(asked).IsPassword);
    }

    [Fact]
    public async Task A_magic_asks()
    {
        Type("Bob");

        Assert.Equal(
            "Bob",
            (await ServedKernel.AskAsync(kernel, new SubmitCode("#!set --name who --value @input:\"Who is it?\"\nwho"))).Returned
        );
        Assert.Equal(("Who is it?", "--value"), (Assert.Single(asked).Prompt, asked[0].ParameterName));
    }

    [Fact]
    public async Task An_answer_that_does_not_come_can_be_stopped()
    {
        using CancellationTokenSource stop = new();
        kernel.CommandReceived += _ => stop.Cancel();

        Assert.True((await kernel.RunAsync(new SubmitCode("var kept = 1; Console.ReadLine();"), null, stop.Token)).Cancelled);
        Assert.Equal("1", (await ServedKernel.AskAsync(kernel, new SubmitCode("kept"))).Returned);
    }

    [Fact]
    public async Task A_question_that_is_refused_fails_its_cell()
    {
        kernel.CommandReceived += question => _ = kernel.SendAsync(new EventEnvelope(new CommandFailed("Nobody is here."), question, []));

        Assert.StartsWith(
            "System.InvalidOperationException: Input not provided. Nobody is here.",
            (await ServedKernel.AskAsync(kernel, new SubmitCode("Console.ReadLine()"))).Result.Message,
            StringComparison.Ordinal
        );
    }

    private void Type(string text) =>
        kernel.CommandReceived += question =>
        {
            asked.Add((RequestInput)question.Command);
            _ = kernel.SendAsync(new EventEnvelope(new InputProduced(text), question, ["kernel://vscode/"]));
        };
}
