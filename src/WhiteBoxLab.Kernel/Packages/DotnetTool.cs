using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace WhiteBoxLab.Kernel.Packages;

/// <summary>Runs the SDK.</summary>
internal static partial class DotnetTool
{
    /// <summary>Runs a command and returns what it printed.</summary>
    /// <exception cref="InvalidOperationException">There is no SDK, or the command failed; the message holds its errors.</exception>
    public static async Task<string> RunAsync(IReadOnlyList<string> arguments, string folder, CancellationToken cancellationToken)
    {
        ProcessStartInfo info = new("dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };

        // The kernel's own limits and settings are not meant for the SDK.
        foreach (
            string name in info
                .Environment.Keys.Where(name =>
                    name.StartsWith("DOTNET_GC", StringComparison.Ordinal)
                    || name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
                    || name == "DOTNET_TieredPGO"
                )
                .ToArray()
        )
            info.Environment.Remove(name);
        info.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] =
            info.Environment["DOTNET_NOLOGO"] =
            info.Environment["MSBUILDDISABLENODEREUSE"] =
                "1";
        using Process process = Start(info);
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync(cancellationToken),
            errors = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        string text = await output.ConfigureAwait(false) + await errors.ConfigureAwait(false);
        return process.ExitCode == 0 ? text : throw new InvalidOperationException(Errors(text));
    }

    private static Process Start(ProcessStartInfo info)
    {
        try
        {
            return Process.Start(info)!; // null only for a shell's document
        }
        catch (Win32Exception exception)
        {
            throw new InvalidOperationException(
                $"Packages and projects need the .NET SDK, and 'dotnet' cannot be started: {exception.Message}.",
                exception
            );
        }
    }

    // "/tmp/x/cells.csproj : error NU1101: Unable to find package X. [/tmp/x/cells.csproj]" without the project.
    private static string Errors(string text)
    {
        string[] errors =
        [
            .. Error()
                .Matches(text)
                .Select(match => $"{match.Groups["place"].Value}error {match.Groups["code"].Value}: {match.Groups["text"].Value.Trim()}")
                .Distinct()
                .Take(10),
        ];
        return errors.Length > 0 ? string.Join("\n", errors) : text.Trim();
    }

    [GeneratedRegex(
        @"^\s*(?:[^\r\n]*?cells\.csproj\s*:\s*|(?<place>[^\r\n]*?:\s))?"
            + @"error\s+(?<code>[A-Z]+\d+)\s*:\s*(?<text>[^\r\n]*?)(?:\s*\[[^\]\r\n]*proj[^\]\r\n]*\])?\s*$",
        RegexOptions.Multiline
    )]
    private static partial Regex Error();
}
