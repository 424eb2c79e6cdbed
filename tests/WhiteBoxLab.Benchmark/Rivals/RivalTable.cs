using System.Text;

namespace WhiteBoxLab.Benchmark;

/// <summary>
/// The table in README.md that sets the kernel beside others: measured in one run on one machine, and empty where another cannot be had.
/// </summary>
internal static class RivalTable
{
    private const string Begin = "<!-- rivals: written by the benchmark -->",
        End = "<!-- /rivals -->";

    // Neither is in the package feed as a tool, by these names.
    private static readonly (string Name, string Tool)[] Missing = [("Verso", "Verso.Cli"), ("ClrKernel", "ClrKernel")];

    internal static async Task<int> WriteAsync(string folder, string name, string command)
    {
        string artifacts = Directory.CreateTempSubdirectory("wbl-rivals-").FullName,
            load = KernelFigures.LoadOfMachine();
        IReadOnlyList<(string What, string Value)> own =
                await RivalFigures.MeasureAsync(KernelSubject.Ours(Path.GetFullPath(folder), artifacts)),
            other = await RivalFigures.MeasureAsync(KernelSubject.Foreign(command));
        Directory.Delete(artifacts, recursive: true);
        string table = Text(own, other, name, load),
            file = Path.Combine(SpeedPage.Folder(), "..", "README.md"),
            page = await File.ReadAllTextAsync(file);
        Console.WriteLine(table);
        int begin = page.IndexOf(Begin, StringComparison.Ordinal),
            end = page.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin)
            throw new InvalidOperationException($"README.md has no place for the table: put '{Begin}' and '{End}' on lines of their own.");
        await File.WriteAllTextAsync(file, page[..(begin + Begin.Length)] + "\n" + table + page[end..]);
        return 0;
    }

    private static string Text(
        IReadOnlyList<(string What, string Value)> own,
        IReadOnlyList<(string What, string Value)> other,
        string name,
        string load
    )
    {
        StringBuilder text = new();
        text.AppendLine($"| | WhiteBoxLab | {name} | {string.Join(" | ", Missing.Select(one => one.Name))} |");
        text.AppendLine($"|---|---|---|{string.Concat(Missing.Select(_ => "---|"))}");
        foreach (((string what, string value), (_, string others)) in own.Zip(other))
            text.AppendLine($"| {what} | {value} | {others} | {string.Join(" | ", Missing.Select(_ => "-"))} |");
        text.AppendLine();
        text.AppendLine(
            $"Made by `dotnet run -c Release --project tests/WhiteBoxLab.Benchmark -- rivals FOLDER NAME COMMAND` in one run on "
                + $"{Environment.ProcessorCount} cores of {SpeedPage.Processor()}, {TimeProvider.System.GetUtcNow():yyyy-MM-dd}, load "
                + $"of the machine {load} at the beginning and {KernelFigures.LoadOfMachine()} at the end: at the pipe of each "
                + $"kernel, median and in brackets the least and the largest. "
                + $"{string.Join(" and ", Missing.Select(one => one.Name))} could not be had: no tool "
                + $"{string.Join(" or ", Missing.Select(one => one.Tool))} was in the package feed."
        );
        return text.ToString();
    }
}
