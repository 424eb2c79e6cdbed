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
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2), Idle = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private Process? _process;
    private BlockingCollection<string?> _answers = [];
    private Timer? _end;
    private bool _isReady, _isImpossible;

    internal override double Off(string call, Way way)
    {
        lock (_gate)
        {
            if (!IsReady())
                return otherwise.Off(call, way);
            double off = Answer($"{way} {call}") is { } answer ? double.Parse(answer, CultureInfo.InvariantCulture) : double.PositiveInfinity;
            (_end ??= new Timer(_ => End())).Change(Idle, Timeout.InfiniteTimeSpan);
            return off;
        }
    }

    /// <summary>Starts the process, which takes most of a second, before it is asked.</summary>
    internal void Begin()
    {
        lock (_gate)
        {
            if (_process is not null || _isImpossible)
                return;
            try
            {
                _process = Started();
            }
            catch (Win32Exception)
            {
                _isImpossible = true;
            }
        }
    }

    public void Dispose() => End();

    private Process Started()
    {
        BlockingCollection<string?> answers = _answers = [];
        Process process = new() { StartInfo = new(command[0], command.Skip(1)) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true } };
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
        if (_process is not null && !_isReady)
            (_isReady, _isImpossible) = Next(Machine.Ready) is null ? (false, true) : (true, false);
        if (_isImpossible)
            Drop();
        return _isReady;
    }

    /// <summary>The answer to a question; null where the process died of it.</summary>
    private string? Answer(string question)
    {
        try
        {
            _process!.StandardInput.WriteLine(question); // ready, so it is there
            _process.StandardInput.Flush();
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
        while (_answers.TryTake(out string? line, Longest) && line is not null)
            if (line.StartsWith(word, StringComparison.Ordinal))
                return line[word.Length..];
        return null;
    }

    private void End()
    {
        lock (_gate)
            Drop();
    }

    private void Drop()
    {
        if (_process is { HasExited: false } alive)
            alive.Kill();
        _process?.Dispose();
        (_process, _isReady) = (null, false);
    }
}
