using System.Diagnostics;
using System.Text.RegularExpressions;

namespace WhiteBoxLab.Web.Tests;

/// <summary>A lab that was started as a process, and where it is open.</summary>
/// <param name="Process">The process.</param>
/// <param name="Address">The lab, as this machine reaches it.</param>
/// <param name="Greeting">What it has said by then.</param>
internal sealed partial record RunningLab(Process Process, Uri Address, string Greeting) : IAsyncDisposable
{
    /// <summary>Starts it and waits until it is open.</summary>
    /// <exception cref="InvalidOperationException">It does not open; the message is what it said.</exception>
    public static async Task<RunningLab> StartAsync(ProcessStartInfo start)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        Process process = Process.Start(start)!; // null only for a shell's document
        string said = "";
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            said += line + "\n";
            if (AddressPattern().Match(line) is not { Success: true } found)
                continue;
            _ = process.StandardOutput.ReadToEndAsync(); // or it would stand still on a full pipe
            _ = process.StandardError.ReadToEndAsync();
            return new RunningLab(process, new Uri($"http://127.0.0.1:{found.Groups[1].Value}/"), said);
        }
        throw new InvalidOperationException($"The lab did not open: {said}\n{await process.StandardError.ReadToEndAsync()}");
    }

    public async ValueTask DisposeAsync()
    {
        Process.Kill(entireProcessTree: true);
        await Process.WaitForExitAsync();
        Process.Dispose();
    }

    [GeneratedRegex(@"^ +http://(?:127\.0\.0\.1|0\.0\.0\.0):(\d+)/")]
    private static partial Regex AddressPattern();
}
