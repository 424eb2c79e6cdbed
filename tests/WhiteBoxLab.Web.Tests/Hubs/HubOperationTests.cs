using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using WhiteBoxLab.Web.Hosting;
using WhiteBoxLab.Web.Notebooks.Document;
using WhiteBoxLab.Web.Notebooks.Session;
using WhiteBoxLab.Web.Notebooks.Storage;

namespace WhiteBoxLab.Web.Tests;

/// <summary>What a program does to a notebook is checked before the hub says that it is done.</summary>
public sealed class HubOperationTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("whiteboxlab-").FullName;
    private WebApplication app = null!; // made before a test begins
    private HubClient client = null!;

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllBytesAsync(Path.Combine(folder, "a.ipynb"), ClosedLab.BytesOf(("a", "1"), ("b", "2")));
        app = LabApp.Build([
            "--urls",
            "http://127.0.0.1:0",
            "--token",
            Lab.Token,
            "--Lab:Data",
            Path.Combine(folder, "data"),
            "--Lab:Notebooks",
            folder,
            "--Lab:Kernel",
            Path.Combine(folder, "none"),
        ]);
        await app.StartAsync(TestContext.Current.CancellationToken);
        client = await HubClient.ConnectAsync(new Uri($"{app.Urls.First()}/"), messagePack: false);
    }

    public async ValueTask DisposeAsync()
    {
        await client.DisposeAsync();
        await app.StopAsync();
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static string Deep =>
        """{"do":"put","cells":[{"id":"n","json":{"cell_type":"raw","source":"","metadata":{"deep":"""
        + new string('[', 600)
        + new string(']', 600)
        + """}}}],"after":"a"}""";

    public static TheoryData<string, string> Refused =>
        new()
        {
            { """{"do":"edit","cell":"a","text":null}""", "text" },
            { """{"do":"edit","cell":"a"}""", "text" },
            { """{"do":"splice","cell":"a","at":0,"length":0}""", "text" },
            { """{"do":"edit","cell":"x","text":"1"}""", "This notebook has no cell 'x'." },
            { """{"do":"moveTo","moved":["a","x"],"after":null}""", "This notebook has no cell 'x'." },
            { """{"do":"insert","id":"n","kind":"code","after":"x","source":""}""", "This notebook has no cell 'x'." },
            {
                """{"do":"insert","id":"n","kind":"poem","after":"a","source":""}""",
                "There is no kind of cell 'poem'. There are code, markdown and raw."
            },
            { """{"do":"turn","cell":"a","kind":"poem"}""", "There is no kind of cell 'poem'. There are code, markdown and raw." },
            {
                """{"do":"insert","id":"a/b","kind":"code","after":"a","source":""}""",
                "'a/b' is no cell's id: it has 1 to 64 letters of ASCII, digits, '-' and '_'."
            },
            { """{"do":"insert","id":"","kind":"code","after":"a","source":""}""", "'' is no cell's id" },
            { """{"do":"insert","id":"b","kind":"code","after":"a","source":""}""", "The notebook has a cell 'b' already." },
            { """{"do":"split","cell":"a","at":0,"newId":"b"}""", "The notebook has a cell 'b' already." },
            { """{"do":"fold","cell":"a","part":77,"away":true}""", "77" },
            { """{"do":"put","cells":[null],"after":"a"}""", "null is no cell." },
            {
                """{"do":"put","cells":[{"id":"n","json":{"cell_type":"code","source":"","metadata":{},"outputs":"""
                    + """[]},"activity":"Running"}],"after":"a"}""",
                "A cell that comes in does nothing yet: leave 'activity' out."
            },
            {
                """{"do":"put","cells":[{"id":"n","json":{"cell_type":"poem","source":"","metadata":{}}}],"after":"a"}""",
                "There is no kind of cell 'poem'."
            },
            {
                """{"do":"put","cells":[{"id":"n","json":{"cell_type":"code","source":"","metadata":{"a":1,"a":2},"outputs":"""
                    + """[]}}],"after":"a"}""",
                "a"
            },
            { Deep, "depth of 512" },
            {
                """{"do":"attach","cell":"a","name":"p.png","mimeType":"image/png","base64":"not base64!"}""",
                "The picture 'p.png' is no Base64."
            },
            { """{"do":"begin","cell":"a"}""", "Only the lab itself does that." },
        };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_no_notebook_has_is_refused_with_a_sentence_and_changes_nothing(string operation, string sentence)
    {
        HubException refused = await Assert.ThrowsAsync<HubException>(() => client.DoAsync("DoInNotebook", "a.ipynb", operation));
        NotebookSession session = (await app.Services.GetRequiredService<NotebookSessions>().FindAsync("a.ipynb"))!;

        Assert.Contains(sentence, refused.Message, StringComparison.Ordinal);
        Assert.Equal([("a", "1"), ("b", "2")], session.State.Cells.Select(cell => (cell.Id, cell.Source)));
        Assert.Equal(0, session.State.Unsaved);
    }

    [Theory]
    [InlineData("""{"do":"edit","cell":"a","text":"x\ud83d"}""", "x\ufffd")]
    [InlineData("""{"do":"insert","id":"n","kind":"code","after":null}""", "1")]
    [InlineData(
        """{"do":"put","cells":[{"id":"n","json":{"cell_type":"code","source":"","metadata":{"deep":[[[[]]]]},"outputs":[]}}]}""",
        "1"
    )]
    [InlineData("""{"do":"clearOutputs"}""", "1")]
    [InlineData("""{"do":"restore"}""", "1")]
    public async Task What_a_notebook_has_is_done_and_the_file_opens_again(string operation, string source)
    {
        await client.DoAsync("DoInNotebook", "a.ipynb", operation);
        NotebookSession session = (await app.Services.GetRequiredService<NotebookSessions>().FindAsync("a.ipynb"))!;
        await session.SaveAsync();

        NotebookState file = NotebookFile.Read(
            "a.ipynb",
            await File.ReadAllBytesAsync(Path.Combine(folder, "a.ipynb"), TestContext.Current.CancellationToken)
        );
        Assert.Equal(source, file.Find("a")!.Source);
    }
}
