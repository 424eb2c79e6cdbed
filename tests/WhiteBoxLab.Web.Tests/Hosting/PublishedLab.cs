using System.Diagnostics;
using System.Text.RegularExpressions;
using WhiteBoxLab.Web.Compute;
using WhiteBoxLab.Web.Settings;

namespace WhiteBoxLab.Web.Tests;

/// <summary>
/// The lab as the Dockerfile publishes it: by its own commands, in a folder that holds at each of them what has been copied by then and
/// nothing that was built before.
/// </summary>
public sealed partial class PublishedLab : IAsyncLifetime
{
    // In haste, of the kernel only what is nearest to us is compiled ahead.
    private static readonly Dictionary<string, string> Haste = new()
    {
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["KernelReadyToRunExclude"] = string.Join(';', Libraries().Where(name => !CompiledAhead().IsMatch(name))),
    };

    private readonly string folder = Directory.CreateTempSubdirectory("whiteboxlab-published-").FullName;
    private readonly Dictionary<string, string> arguments = [];

    internal ContainerFile File { get; } = ContainerFile.Read();

    public string App => At("app");

    public string At(string name) => Path.Combine(folder, name);

    public async ValueTask InitializeAsync()
    {
        string[] context = await ContextAsync();
        Directory.CreateDirectory(At("source"));
        foreach (ContainerStep step in File.Build)
            await FollowAsync(step, context);
        foreach (string[] paths in File.Final.Where(step => step.IsFromStage).Select(step => step.Paths))
            await RunAsync(Here($"[ -e {paths[1]} ] || (mkdir -p $(dirname {paths[1]}) && cp -r {paths[0]} {paths[1]})"), folder);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>A text with the folders of the container, or of the service, as those of this one.</summary>
    public string Here(string text)
    {
        text = text.Replace("/opt/whiteboxlab", "/app", StringComparison.Ordinal).Replace("%S", "/state", StringComparison.Ordinal);
        return Place().Replace(text, match => At(match.Groups[1].Value));
    }

    private async Task FollowAsync(ContainerStep step, string[] context)
    {
        if (step.Word == "ARG" && step.Rest.Split('=') is [var name, var value])
            arguments[$"${{{name}}}"] = value;
        else if (step.Word == "COPY")
            Copy(step.Paths[..^1], step.Paths[^1], context);
        else if (step.Word == "RUN")
            await RunAsync(Here(Filled(step.Rest)), At("source"));
    }

    private string Filled(string command) =>
        arguments.Aggregate(command, (text, one) => text.Replace(one.Key, one.Value, StringComparison.Ordinal));

    // Of a folder its content, of a file the file: as COPY does.
    private void Copy(string[] from, string to, string[] context)
    {
        foreach (string one in from)
        {
            bool isFolder = one.EndsWith('/');
            string[] files = [.. context.Where(file => file == one || (isFolder && file.StartsWith(one, StringComparison.Ordinal)))];
            Assert.True(files.Length > 0, $"COPY {one}: there is no such file.");
            foreach (string file in files)
                Copy(file, Path.Combine(At("source"), to, isFolder ? file[one.Length..] : Path.GetFileName(file)));
        }
    }

    private static void Copy(string file, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!); // never at the root
        System.IO.File.Copy(Repository.Path(file), target, overwrite: true);
    }

    // All that is no product of a build, without what .dockerignore names at the root.
    private static async Task<string[]> ContextAsync()
    {
        string[] ignored = System.IO.File.ReadAllLines(Repository.Path(".dockerignore"));
        string listed = await RunAsync("git ls-files --cached --others --exclude-standard --deduplicate", Repository.Root);
        return [.. listed.Split('\n').Where(IsSent)];

        bool IsSent(string file) =>
            System.IO.File.Exists(Repository.Path(file)) && !ignored.Any(one => file.StartsWith($"{one}/", StringComparison.Ordinal));
    }

    private static async Task<string> RunAsync(string command, string where)
    {
        ProcessStartInfo start = new("/bin/sh", ["-c", $"exec 2>&1; {command}"]);
        (start.WorkingDirectory, start.RedirectStandardOutput) = (where, true);
        foreach ((string name, string value) in Haste)
            start.Environment[name] = value;
        using Process process = Process.Start(start)!; // null only for a shell's document
        string said = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode == 0 ? said : throw new InvalidOperationException($"{command}\n{said}");
    }

    private static IEnumerable<string> Libraries() =>
        Directory.GetFiles(KernelFolder.Find(new LabSettings()), "*.dll").Select(file => Path.GetFileName(file));

    [GeneratedRegex("^(WhiteBoxLab|TorchSharp|SkiaSharp)")]
    private static partial Regex CompiledAhead();

    [GeneratedRegex(@"(?<![\w./])/(app|data|source|state)\b")]
    private static partial Regex Place();
}
