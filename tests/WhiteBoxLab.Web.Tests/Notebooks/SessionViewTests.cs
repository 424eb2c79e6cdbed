using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using WhiteBoxLab.Web.Hosting;
using WhiteBoxLab.Web.Notebooks.Document.Operations;
using WhiteBoxLab.Web.Notebooks.Session;

namespace WhiteBoxLab.Web.Tests;

/// <summary>Notebooks that nobody has open leave the web process's memory.</summary>
public sealed class SessionViewTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("whiteboxlab-").FullName;
    private readonly SetClock clock = new();
    private WebApplication app = null!; // made before a test begins

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllBytesAsync(Path.Combine(folder, "a.ipynb"), ClosedLab.BytesOf(("a", "1")));
        app = LabApp.Build([
            "--urls",
            "http://127.0.0.1:0",
            "--Lab:Data",
            Path.Combine(folder, "data"),
            "--Lab:Notebooks",
            folder,
            "--Lab:Kernel",
            Path.Combine(folder, "none"),
        ]);
        await app.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_session_goes_a_minute_after_the_last_one_looked_and_is_there_again_when_asked_for()
    {
        await using NotebookSessions sessions = ActivatorUtilities.CreateInstance<NotebookSessions>(app.Services, clock);
        NotebookSession first = (await sessions.FindAsync("a.ipynb"))!;
        await first.DoAsync(new NotebookOperation.Edit("a", "typed"));
        IDisposable page = first.Views.Begin(),
            program = first.Views.Begin();
        page.Dispose();
        page.Dispose();
        clock.Now += TimeSpan.FromHours(1);
        await sessions.SweepAsync();
        Assert.Same(first, Assert.Single(sessions.All));

        program.Dispose();
        clock.Now += TimeSpan.FromSeconds(59);
        await sessions.SweepAsync();
        Assert.Same(first, Assert.Single(sessions.All));
        clock.Now += TimeSpan.FromSeconds(2);
        await sessions.SweepAsync();
        Assert.Empty(sessions.All);
        NotebookSession second = (await sessions.FindAsync("a.ipynb"))!;
        Assert.NotSame(first, second);
        Assert.Equal("typed", second.State.Find("a")!.Source);
    }
}
