using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using WhiteBoxLab.Web.Compute;
using WhiteBoxLab.Web.Hosting;
using WhiteBoxLab.Web.Notebooks.Document;
using WhiteBoxLab.Web.Notebooks.Session;
using WhiteBoxLab.Web.Notebooks.Storage;
using static WhiteBoxLab.Web.Notebooks.Document.Operations.NotebookOperation;

namespace WhiteBoxLab.Web.Tests;

public sealed class NotebookActionsTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("whiteboxlab-").FullName;
    private WebApplication app = null!;
    private HttpClient client = null!;

    private string Notebooks => Path.Combine(folder, "notebooks");

    private NotebookActions Actions => app.Services.GetRequiredService<NotebookActions>();

    private NotebookSessions Sessions => app.Services.GetRequiredService<NotebookSessions>();

    private NotebookFiles Files => app.Services.GetRequiredService<NotebookFiles>();

    public async ValueTask InitializeAsync()
    {
        app = LabApp.Build([
            "--urls",
            "http://127.0.0.1:0",
            "--token",
            Lab.Token,
            "--Lab:Data",
            Path.Combine(folder, "data"),
            "--Lab:Notebooks",
            Notebooks,
            "--Lab:Kernel",
            Path.Combine(folder, "none"),
        ]);
        await app.StartAsync(TestContext.Current.CancellationToken);
        client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", Lab.Token);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Two_who_look_see_the_same_in_the_same_order()
    {
        string path = await Sessions.CreateAsync("two", [Cell.New("a", "code")]);
        NotebookSession session = (await Sessions.FindAsync(path))!;
        Assert.Same(session, await Sessions.FindAsync(path));
        List<string> seen = [];
        session.Changed += (state, operation) => seen.Add(operation is Edit ? state.Find("a")!.Source : operation.GetType().Name);

        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => session.DoAsync(new Edit("a", $"{i}"))));

        string[] edits = [.. seen.Where(word => word.All(char.IsDigit))];
        Assert.Equal(50, edits.Length);
        Assert.Equal(edits[^1], session.State.Find("a")!.Source);
        Assert.Equal(50, session.State.Find("a")!.Version);
    }

    [Fact]
    public async Task What_comes_from_elsewhere_shows_and_runs_nothing_until_somebody_says_so()
    {
        string path = await TakeInAsync(
            "../../evil name?.ipynb",
            """{"cells":[{"cell_type":"code","execution_count":1,"id":"a","metadata":{},"outputs":"""
                + """[{"name":"stdout","output_type":"stream","text":["shown"]}],"source":["1"]}],"metadata":{},"nbformat":"""
                + """4,"nbformat_minor":5}"""
        );
        Assert.Equal("evil name-.ipynb", path);
        NotebookSession session = (await Sessions.FindAsync(path))!;
        Assert.True(session.State.Foreign);
        Assert.Single(session.State.Cells[0].Outputs);
        TaskCompletionSource told = new();
        session.Changed += (state, operation) =>
        {
            if (
                operation is Tell { Sentence: { } sentence }
                && (
                    sentence.Contains("came from elsewhere", StringComparison.Ordinal)
                    || sentence.Contains("The kernel", StringComparison.Ordinal)
                )
            )
                told.TrySetResult();
        };

        session.RunAll();
        await told.Task.WaitAsync(Patience.Long, TestContext.Current.CancellationToken);
        Assert.Equal("This notebook came from elsewhere. Read its code, then say that it may run.", session.State.Notice);
        Assert.Equal((CellActivity.None, KernelState.Gone), (session.State.Cells[0].Activity, session.State.Kernel));

        await session.TrustAsync();
        told = new TaskCompletionSource();
        session.RunAll();
        await told.Task.WaitAsync(Patience.Long, TestContext.Current.CancellationToken);
        Assert.False(session.State.Foreign);
        Assert.Contains("The kernel", session.State.Notice, StringComparison.Ordinal); // it would run, were there a kernel
        Assert.Null(await Sessions.CloseAsync(path, ""));
        Assert.False((await Sessions.FindAsync(path))!.State.Foreign);
    }

    [Theory]
    [InlineData("x.ipynb", "{", "Line 1 is not valid JSON")]
    [InlineData("x.ipynb", """{"nbformat":3}""", "This notebook is of format 3")]
    [InlineData("x.txt", "hello", "'x.txt' is neither .ipynb nor .dib.")]
    [InlineData("x", "", "'x' is neither .ipynb nor .dib.")]
    public async Task What_is_no_notebook_is_not_taken_in(string name, string content, string sentence)
    {
        NotebookUnreadableException refused = await Assert.ThrowsAsync<NotebookUnreadableException>(() => TakeInAsync(name, content));

        Assert.StartsWith(sentence, refused.Message, StringComparison.Ordinal);
        Assert.Empty(Files.All);
    }

    [Fact]
    public async Task A_notebook_is_renamed_with_what_was_typed_a_moment_ago()
    {
        string path = await Sessions.CreateAsync("old", [Cell.New("a", "code")]),
            other = await Sessions.CreateAsync("taken", []);
        NotebookSession session = (await Sessions.FindAsync(path))!;
        await session.DoAsync(new Edit("a", "typed"));

        Assert.Equal((null, "There is a notebook 'taken.ipynb' already. Choose another name."), await Actions.RenameAsync(path, "taken"));
        (string? to, string? problem) = await Actions.RenameAsync(path, "../sub folder/new:name");

        Assert.Equal(("sub folder/new-name.ipynb", null), (to, problem));
        Assert.Equal("typed", (await Sessions.FindAsync(to!))!.State.Find("a")!.Source);
        Assert.Equal(["sub folder/new-name.ipynb", other], Files.All.Select(one => one.Path));
        Assert.Null(await Sessions.FindAsync(path));
        await Assert.ThrowsAsync<IOException>(() => session.DoAsync(new Edit("a", "late")));
    }

    [Fact]
    public async Task A_copy_has_what_was_typed_and_goes_its_own_way()
    {
        string path = await Sessions.CreateAsync("one", [Cell.New("a", "code")]);
        await (await Sessions.FindAsync(path))!.DoAsync(new Edit("a", "typed"));

        string copy = (await Actions.DuplicateAsync(path))!;
        await (await Sessions.FindAsync(copy))!.DoAsync(new Edit("a", "other"));

        Assert.Equal("one-copy.ipynb", copy);
        Assert.Equal("typed", (await Sessions.FindAsync(path))!.State.Find("a")!.Source);
    }

    [Fact]
    public async Task The_bin_gives_back_what_went_in_to_where_it_was()
    {
        string path = await Sessions.CreateAsync("sub/gone", [Cell.New("a", "code", "kept")]);
        await Sessions.FindAsync(path);

        Assert.Null(await Actions.DeleteAsync(path));
        Assert.Empty(Files.All);
        Assert.Equal("There is no notebook 'sub/gone.ipynb'.", await Actions.DeleteAsync(path));
        await Sessions.CreateAsync("sub/gone", []);
        string back = Actions.Restore(Assert.Single(Actions.Binned).Id)!;

        Assert.Equal("sub/gone-2.ipynb", back);
        Assert.Equal("kept", (await Sessions.FindAsync(back))!.State.Find("a")!.Source);
        Assert.Empty(Actions.Binned);
        Assert.Null(Actions.Restore("../../etc"));
    }

    [Fact]
    public async Task A_broken_notebook_can_go_into_the_bin()
    {
        Directory.CreateDirectory(Notebooks);
        await File.WriteAllTextAsync(Path.Combine(Notebooks, "broken.ipynb"), "{", TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<NotebookUnreadableException>(() => Sessions.FindAsync("broken.ipynb"));
        Assert.Null(await Actions.DeleteAsync("broken.ipynb"));
        Assert.Single(Actions.Binned);
    }

    [Fact]
    public async Task A_notebook_is_to_be_had_in_every_form()
    {
        string path = await Sessions.CreateAsync(
            "forms",
            [Cell.New("m", "markdown", "# Title <script>alert(1)</script>"), Cell.New("a", "code", "using System.Text;\nvar x = 1;\nx")]
        );

        string dib = await client.GetStringAsync(
            new Uri($"/notebook-files/{path}?as=dib", UriKind.Relative),
            TestContext.Current.CancellationToken
        );
        string cs = await client.GetStringAsync(
            new Uri($"/notebook-files/{path}?as=cs", UriKind.Relative),
            TestContext.Current.CancellationToken
        );
        HttpResponseMessage html = await client.GetAsync(
            new Uri($"/notebook-files/{path}?as=print", UriKind.Relative),
            TestContext.Current.CancellationToken
        );
        byte[] ipynb = await client.GetByteArrayAsync(
            new Uri($"/notebook-files/{path}", UriKind.Relative),
            TestContext.Current.CancellationToken
        );

        Assert.Contains("\n#!csharp\n\nusing System.Text;\nvar x = 1;\nx\n", dib, StringComparison.Ordinal);
        Assert.Contains("(x).Display();", cs, StringComparison.Ordinal);
        string page = await html.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("<h1", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("@media print", page, StringComparison.Ordinal);
        Assert.StartsWith(
            "sandbox; default-src 'none'",
            html.Headers.GetValues("Content-Security-Policy").Single(),
            StringComparison.Ordinal
        );
        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(Notebooks, path), TestContext.Current.CancellationToken), ipynb);
    }

    [Theory]
    [InlineData("../outside.ipynb")]
    [InlineData("%2e%2e/outside.ipynb")]
    [InlineData("a/..%2f..%2foutside.ipynb")]
    [InlineData("/etc/passwd")]
    public async Task No_path_leads_out_of_the_folder(string path)
    {
        await File.WriteAllTextAsync(
            Path.Combine(folder, "outside.ipynb"),
            """{"cells":[],"nbformat":4}""",
            TestContext.Current.CancellationToken
        );

        HttpResponseMessage answer = await client.GetAsync(
            new Uri($"/notebook-files/{path}", UriKind.Relative),
            TestContext.Current.CancellationToken
        );

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private async Task<string> TakeInAsync(string name, string content)
    {
        using MemoryStream stream = new(Encoding.UTF8.GetBytes(content));
        return await Actions.TakeInAsync(name, stream, TestContext.Current.CancellationToken);
    }
}
