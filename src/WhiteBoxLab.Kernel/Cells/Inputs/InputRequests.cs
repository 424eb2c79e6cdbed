using System.Collections.Concurrent;
using WhiteBoxLab.Kernel.Running;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Cells.Inputs;

/// <summary>Asks whoever sits before the notebook for a line, by a command to the client, and takes the answers.</summary>
/// <param name="outbox">The way to the client.</param>
/// <param name="address">The address of this kernel.</param>
/// <param name="isAnswered">Whether the client said that it answers.</param>
internal sealed class InputRequests(Outbox outbox, KernelAddress address, bool isAnswered)
{
    private readonly ConcurrentDictionary<string, (CommandEnvelope Question, TaskCompletionSource<string> Answer)> asked = new(
        StringComparer.Ordinal
    );

    /// <summary>Asks for a line.</summary>
    /// <param name="command">The command whose cell asks.</param>
    /// <param name="prompt">The question.</param>
    /// <param name="isPassword">Whether it must not be shown while typed.</param>
    /// <param name="parameter">What it is for, or null.</param>
    /// <exception cref="InvalidOperationException">Nobody answers.</exception>
    public async Task<string> AskAsync(KernelCommand command, string prompt, bool isPassword, string? parameter = null)
    {
        if (!isAnswered)
            throw new InvalidOperationException(
                "A cell cannot read from the console here: nobody is there to type. Put the value into a variable instead."
            );
        command.Flush();
        CommandEnvelope question = new(
            command.NextChild(),
            new RequestInput(parameter, prompt, isPassword, null, isPassword ? "password" : "text")
            {
                OriginUri = address.Client,
                DestinationUri = "kernel://vscode",
            },
            [address.Composite + "?tag=arrived", address.Client + "?tag=arrived"]
        );
        TaskCompletionSource<string> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        asked[question.Token] = (question, answer);
        outbox.Send(question);
        return await answer.Task.WaitAsync(command.Cancelled).ConfigureAwait(false); // a cell that reads a line holds its thread
    }

    /// <summary>Takes an event from the client.</summary>
    public void Take(EventEnvelope envelope)
    {
        if (
            envelope.Command?.Token is not { } token
            || !asked.TryGetValue(token, out (CommandEnvelope Question, TaskCompletionSource<string> Answer) waiting)
        )
            return;
        if (envelope.Event is CommandSucceeded or CommandFailed)
            asked.TryRemove(token, out _);
        outbox.Send(envelope with { RoutingSlip = [.. envelope.RoutingSlip, address.Client, address.Composite] });
        if (envelope.Event is InputProduced { Value: var value })
            waiting.Answer.TrySetResult(value ?? "");
        else if (envelope.Event is CommandFailed failed)
            waiting.Answer.TrySetException(new InvalidOperationException($"Input not provided. {failed.Message}".TrimEnd()));
    }
}
