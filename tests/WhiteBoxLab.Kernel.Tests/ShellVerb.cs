using System.Diagnostics;
using WhiteBoxLab.Protocol;
using Xunit;

namespace WhiteBoxLab.Kernel.Tests;

/// <summary>The kernel's program as a shell starts it.</summary>
internal static class ShellVerb
{
    /// <summary>How a verb is started.</summary>
    public static KernelStart Of(params IReadOnlyList<string> words) => KernelStart.Here(AppContext.BaseDirectory, words);

    /// <summary>Runs a verb to its end.</summary>
    public static Task<EndedVerb> RunAsync(params IReadOnlyList<string> words) => EndAsync(Start(Of(words)));

    /// <summary>Starts a verb whose streams are read here.</summary>
    public static Process Start(KernelStart verb)
    {
        ProcessStartInfo start = new(verb.FileName, verb.Arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in KernelStart.CalmEnvironment.Concat(verb.Environment ?? new Dictionary<string, string>()))
            start.Environment[name] = value;
        return Process.Start(start)!; // null only for a shell's document
    }

    /// <summary>What it printed until its end.</summary>
    public static async Task<EndedVerb> EndAsync(Process started)
    {
        using Process process = started;
        Task<string> complaints = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string printed = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new EndedVerb(process.ExitCode, printed, await complaints);
    }
}
