using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using WhiteBoxLab.Web.Layout;
using WhiteBoxLab.Web.Notebooks.Document;
using WhiteBoxLab.Web.Notebooks.Outputs;
using WhiteBoxLab.Web.Notebooks.Page;
using WhiteBoxLab.Web.Notebooks.Session;
using WhiteBoxLab.Web.Notebooks.Storage;
using WhiteBoxLab.Web.Notebooks.Storage.Exports;

namespace WhiteBoxLab.Web.Notebooks;

/// <summary>Notebooks: their files, their sessions, and what else a page needs of them.</summary>
public static class NotebookSetup
{
    /// <summary>Registers the notebooks.</summary>
    /// <param name="builder">The app being built.</param>
    public static void AddNotebooks(this WebApplicationBuilder builder)
    {
        builder
            .Services.AddSingleton<NotebookFiles>()
            .AddSingleton<NotebookFaces>()
            .AddSingleton<Thumbnails>()
            .AddSingleton<NotebookFolder>();
        builder.Services.AddSingleton<NotebookSessions>().AddSingleton<NotebookActions>().AddSingleton<WholeOutputs>();
        builder.Services.AddSingleton<Markdown>().AddSingleton<HtmlPage>().AddSingleton(Fonts).AddScoped<CellClipboard>();
        builder.Services.AddHostedService(services => services.GetRequiredService<NotebookSessions>());
    }

    /// <summary>
    /// Maps <c>GET /notebook-files/{path}?as=ipynb|dib|cs|html</c>: the notebook, saved or not, to keep; <c>as=print</c> is the HTML to
    /// look at and print. <c>POST /notebook-files</c> makes a new one and leads there.
    /// </summary>
    /// <param name="app">The app.</param>
    public static void MapNotebooks(this WebApplication app)
    {
        app.MapGet("/notebook-files/{**path}", DownloadAsync);
        app.MapPost("/notebook-files", NewAsync).DisableAntiforgery(); // the origin is checked for every request
        app.MapOutputs();
    }

    private static async Task<Results<FileContentHttpResult, NotFound<string>>> DownloadAsync(
        string path,
        string? @as,
        NotebookSessions sessions,
        HtmlPage html,
        HttpContext context
    )
    {
        try
        {
            if (await sessions.FindAsync(path) is not { State: var state })
                return TypedResults.NotFound("There is no such notebook.");
            // looked at by itself it may do nothing
            context.Response.Headers.ContentSecurityPolicy = $"sandbox; {HtmlPage.Policy}";
            return @as switch
            {
                "dib" => File(DibFile.Write(state), "text/plain; charset=utf-8", $"{state.Title}.dib"),
                "cs" => File(CSharpFile.Write(state), "text/plain; charset=utf-8", $"{state.Title}.cs"),
                "html" => File(html.Write(state), "text/html; charset=utf-8", $"{state.Title}.html"),
                "print" => File(html.Write(state), "text/html; charset=utf-8", null),
                _ => TypedResults.Bytes(NotebookFile.Bytes(state), "application/x-ipynb+json", Path.GetFileName(path)),
            };
        }
        catch (NotebookUnreadableException problem)
        {
            return TypedResults.NotFound(problem.Message);
        }
    }

    private static async Task<Results<RedirectHttpResult, ContentHttpResult>> NewAsync(NotebookSessions sessions, HttpContext context)
    {
        try
        {
            string path = await sessions.CreateAsync("notebook", [Cell.New(NotebookFile.NewId(), "code")]);
            return TypedResults.LocalRedirect($"{context.Request.PathBase}/{new ListedNotebook(path, default).Address}");
        }
        catch (Exception refused) when (DiskWords.Are(refused))
        {
            return TypedResults.Text(
                $"No notebook could be made: {DiskWords.Of(refused)}",
                statusCode: StatusCodes.Status507InsufficientStorage
            );
        }
    }

    private static PageFonts Fonts(IServiceProvider services) =>
        new(services.GetRequiredService<IWebHostEnvironment>().WebRootFileProvider);

    private static FileContentHttpResult File(string text, string type, string? name) =>
        TypedResults.Bytes(Encoding.UTF8.GetBytes(text), type, name);
}
