using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace WhiteBoxLab;

/// <summary>Trials in a process of their own, which may die: started when it is needed, ended when nobody has asked for a while.</summary>
/// <param name="command">A program and its arguments that runs <see cref="Machine.ServeTrials"/>.</param>
/// <param name="otherwise">How operations are tried where no such process can be had.</param>
internal sealed class TrialProcess(IReadOnlyList<string> command, Trial otherwise) : Trial, IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2),
        Idle = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private Process? process;
    private BlockingCollection<string?> answers = [];
    private Timer? end;
    private bool isReady,
        isImpossible;

    internal override double Off(string call, Way way)
    {
        lock (gate)
        {
            if (!IsReady())
                return otherwise.Off(call, way);
            double off = Answer($"{way} {call}") is { } answer
                ? double.Parse(answer, CultureInfo.InvariantCulture)
                : double.PositiveInfinity;
            (end ??= new Timer(_ => End())).Change(Idle, Timeout.InfiniteTimeSpan);
            return off;
        }
    }

    /// <summary>Starts the process, which takes most of a second, before it is asked.</summary>
    internal void Begin()
    {
        lock (gate)
        {
            if (process is not null || isImpossible)
                return;
            try
            {
                process = Started();
            }
            catch (Win32Exception)
            {
                isImpossible = true;
            }
        }
    }

    public void Dispose() => End();

    private Process Started()
    {
        BlockingCollection<string?> answers = this.answers = [];
        Process process = new()
        {
            StartInfo = new(command[0], command.Skip(1))
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        process.OutputDataReceived += (_, line) => answers.Add(line.Data); // null at the end
        process.ErrorDataReceived += (_, _) => { };
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    /// <summary>Whether there is a process that answers. One that ends before it is asked anything can never be had.</summary>
    private bool IsReady()
    {
        Begin();
        if (process is not null && !isReady)
            (isReady, isImpossible) = Next(Machine.Ready) is null ? (false, true) : (true, false);
        if (isImpossible)
            Drop();
        return isReady;
    }

    /// <summary>The answer to a question; null where the process died of it.</summary>
    private string? Answer(string question)
    {
        try
        {
            process!.StandardInput.WriteLine(question); // ready, so it is there
            process.StandardInput.Flush();
        }
        catch (IOException)
        {
            // It is dying: no answer comes.
        }
        string? answer = Next(Machine.Off);
        if (answer is null)
            Drop();
        return answer;
    }

    /// <summary>
    /// What stands behind a word at the beginning of a line; native libraries may print lines of their own between. Null where the process
    /// ended, or says nothing for too long.
    /// </summary>
    private string? Next(string word)
    {
        while (answers.TryTake(out string? line, Longest) && line is not null)
            if (line.StartsWith(word, StringComparison.Ordinal))
                return line[word.Length..];
        return null;
    }

    private void End()
    {
        lock (gate)
            Drop();
    }

    private void Drop()
    {
        if (process is { HasExited: false } alive)
            alive.Kill();
        process?.Dispose();
        (process, isReady) = (null, false);
    }
}
