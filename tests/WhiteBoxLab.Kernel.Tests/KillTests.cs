using System.Diagnostics;
using WhiteBoxLab.Protocol;
using Xunit;

namespace WhiteBoxLab.Kernel.Tests;

public sealed class KillTests : IDisposable
{
    private const int Kills = 50;
    private readonly string folder = Directory.CreateTempSubdirectory("wbl-kill-").FullName,
        mark = Guid.NewGuid().ToString();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_kernel_killed_at_any_moment_is_reported_keeps_its_outputs_has_a_spare_and_leaves_no_orphan()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "It looks for orphans in /proc.");
        Random moments = new(1);
        KernelProcess spare = await StartAsync();
        for (int kill = 0; kill < Kills; kill++)
        {
            await using KernelProcess kernel = spare;
            spare = await StartAsync();
            if (kill % 10 == 0)
                // then there is a second process
                await ServedKernel.AskAsync(kernel, new RequestCompletions("Cons", new LinePosition(0, 4)));
            int most = moments.Next(1, 12),
                last = -1;
            TaskCompletionSource enough = new();
            Task<CommandResult> cell = kernel.RunAsync(
                new SubmitCode("for (int i = 0; ; i++) { Console.WriteLine(i); display(i); if (i % 3 == 0) await Task.Yield(); }"),
                one =>
                {
                    if (one is DisplayedValueProduced shown)
                        last = int.Parse(shown.FormattedValues[0].Value!, System.Globalization.CultureInfo.InvariantCulture);
                    if (last >= most)
                        enough.TrySetResult();
                }
            );
            await enough.Task.WaitAsync(Patience.Long, TestContext.Current.CancellationToken);
            Process.GetProcessById(kernel.Id).Kill();

            CommandResult result = await cell.WaitAsync(Patience.Long, TestContext.Current.CancellationToken);
            Assert.Equal("The kernel died (signal 9). Its variables are gone; run the cells again to rebuild them.", result.Message);
            Assert.True(last >= most);
            Assert.Equal("2", (await ServedKernel.AskAsync(spare, new SubmitCode("1 + 1"))).Returned);
        }
        await spare.DisposeAsync();
        using CancellationTokenSource patience = new(Patience.Long);
        while (Alive().Count > 0)
            await Task.Delay(20, patience.Token);
    }

    private async Task<KernelProcess> StartAsync()
    {
        KernelProcess kernel = KernelProcess.Start(
            KernelStart.Serve(AppContext.BaseDirectory, folder) with
            {
                Environment = new Dictionary<string, string> { ["WBL_TEST_MARK"] = mark },
            }
        );
        await kernel.Ready.WaitAsync(Patience.Long);
        return kernel;
    }

    // Every process that inherited the mark.
    private List<string> Alive() =>
        [
            .. Directory
                .GetDirectories("/proc")
                .Where(process =>
                    int.TryParse(Path.GetFileName(process), out _) && Inherited(process).Contains(mark, StringComparison.Ordinal)
                ),
        ];

    private static string Inherited(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "environ"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return ""; // gone, or somebody else's
        }
    }
}
