using System.Collections.Concurrent;
using System.Text;
using System.Threading.Channels;
using WhiteBoxLab.Kernel.Running;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Editing;

/// <summary>
/// Reads questions as they come and answers them in that order; what has been cancelled or overtaken by then is left out.
/// </summary>
internal sealed class LanguageServe
{
    private readonly ConcurrentDictionary<string, KernelCommand> current = new(StringComparer.Ordinal);
    private readonly Channel<KernelCommand> waiting = Channel.CreateUnbounded<KernelCommand>();
    private readonly KernelAddress address = new($"language-{Environment.ProcessId}");
    private readonly Outbox outbox = new(Console.OpenStandardOutput());

    /// <param name="warm">Whether to ask itself something first.</param>
    public static int Run(bool warm)
    {
        LanguageServe serve = new();
        Console.SetOut(TextWriter.Null); // the pipe is for events alone
        _ = Task.Run(() => serve.AnswerAsync(warm));
        using StreamReader reader = new(Console.OpenStandardInput(), new UTF8Encoding(false), false, 1 << 16);
        while (reader.ReadLine() is { } line)
        {
            if (Wire.Read(line) is CommandLine { Envelope: var envelope })
                serve.Take(envelope);
        }
        Ending.Now(0);
        return 0;
    }

    private void Take(CommandEnvelope envelope)
    {
        KernelCommand command = new(envelope, true, address, outbox, over => current.TryRemove(over.Token, out _));
        if (envelope.Command is Cancel cancel)
        {
            (cancel.TokenToCancel is { } token ? current.GetValueOrDefault(token) : null)?.Cancel();
            command.Succeed();
            return;
        }
        if (envelope.Command is CellQuestion { CellId: { } cell })
            Overtake(envelope.Command.GetType(), cell);
        current[envelope.Token] = command;
        waiting.Writer.TryWrite(command);
    }

    // Whoever types on wants to know about the newest text only.
    private void Overtake(Type question, string cell)
    {
        foreach (
            KernelCommand older in current.Values.Where(older =>
                older.Command.GetType() == question && older.Command is CellQuestion { CellId: var id } && id == cell
            )
        )
            older.Cancel();
    }

    private async Task AnswerAsync(bool warm)
    {
        LanguageAnswers answers = new();
        if (warm)
            await WarmAsync(answers).ConfigureAwait(false);
        await foreach (KernelCommand command in waiting.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            if (command.TryStart())
                await AnswerAsync(answers, command).ConfigureAwait(false);
            if (waiting.Reader.Count == 0)
                await answers.SettleAsync().ConfigureAwait(false);
        }
    }

    private static Task WarmAsync(LanguageAnswers answers)
    {
        _ = Task.Run(ReferenceDocs.Warm);
        return answers.WarmAsync();
    }

    // The border where the exceptions of answers stop.
    private static async Task AnswerAsync(LanguageAnswers answers, KernelCommand command)
    {
        try
        {
            if (await answers.AnswerAsync(command.Command, command.Cancelled).ConfigureAwait(false) is { } answer)
                command.Publish(answer);
            command.Succeed();
        }
        catch (OperationCanceledException) when (command.CancelAsked)
        {
            command.Fail(CommandFailed.Cancelled);
        }
        catch (Exception exception)
        {
            command.Fail(Sentence.Of(exception));
        }
    }
}
