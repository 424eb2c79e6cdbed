using System.Text;

namespace WhiteBoxLab.Benchmark;

/// <summary>
/// docs/kernel.md: how fast the kernel starts, runs, completes and stops, and the same of another one where it can be had.
/// </summary>
internal static class KernelPage
{
    private const string Notes = "## Notes";

    internal static async Task<int> WriteAsync(string folder, string? foreign)
    {
        string artifacts = Directory.CreateTempSubdirectory("wbl-kernel-page-").FullName;
        KernelFigures own = await KernelFigures.MeasureAsync(KernelSubject.Ours(Path.GetFullPath(folder), artifacts));
        KernelFigures? other = foreign is null ? null : await KernelFigures.MeasureAsync(KernelSubject.Foreign(foreign));
        string page = Page(folder, own, other, foreign),
            file = Path.Combine(SpeedPage.Folder(), "kernel.md");
        Console.WriteLine(page);
        await File.WriteAllTextAsync(file, page + Written(file));
        Directory.Delete(artifacts, recursive: true);
        return 0;
    }

    // What people have written below the table stays.
    private static string Written(string file) =>
        File.Exists(file) && File.ReadAllText(file) is var old && old.IndexOf(Notes, StringComparison.Ordinal) is >= 0 and int begin
            ? "\n" + old[begin..]
            : "";

    private static string Page(string folder, KernelFigures own, KernelFigures? other, string? foreign)
    {
        bool ahead = new FileInfo(Path.Combine(folder, "Microsoft.CodeAnalysis.CSharp.dll")).Length > 10_000_000;
        StringBuilder page = new();
        page.AppendLine("# How the kernel does").AppendLine();
        page.AppendLine(
            $"Made by `dotnet run -c Release --project tests/WhiteBoxLab.Benchmark -- kernel FOLDER` on "
                + $"{Environment.ProcessorCount} cores of {SpeedPage.Processor()}, {TimeProvider.System.GetUtcNow():yyyy-MM-dd}; the "
                + $"kernel {(ahead ? "published ReadyToRun" : "as built, compiled just in time")}; load of the machine at the "
                + $"beginning {own.Load}."
        );
        page.AppendLine(
                "Times are taken at the pipe, in milliseconds: median, and in brackets the least and the largest (*p95*: the "
                    + "largest but one in twenty). A line without a number could not be measured there."
            )
            .AppendLine();
        page.AppendLine($"| | wanted | WhiteBoxLab |{(other is null ? "" : $" {foreign} |")}");
        page.AppendLine(other is null ? "|---|---|---|" : "|---|---|---|---|");
        foreach (KernelFigure figure in own.All)
            page.AppendLine(
                $"| {figure.What} | {figure.Wanted} | {figure.Value} |"
                    + $"{(other is null ? "" : $" {other.All.FirstOrDefault(one => one.What == figure.What)?.Value} |")}"
            );
        return page.ToString();
    }
}
