using System.Text;
using WhiteBoxLab.Web.Notebooks.Document;
using WhiteBoxLab.Web.Notebooks.Session;
using WhiteBoxLab.Web.Notebooks.Storage;

namespace WhiteBoxLab.Web.Notebooks.Outputs;

/// <summary>Serves what notebooks show: pictures, tables and framed pages of outputs, and pictures that lie beside a notebook.</summary>
public static class OutputEndpoints
{
    private const string ForEver = "private, max-age=31536000, immutable",
        Nothing = "sandbox; default-src 'none'";
    private static readonly Dictionary<string, string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".png"] = "image/png",
        [".jpg"] = "image/jpeg",
        [".jpeg"] = "image/jpeg",
        [".gif"] = "image/gif",
        [".webp"] = "image/webp",
    };

    /// <summary>
    /// Maps <c>GET /notebook-pictures/…</c>, <c>/notebook-tables/…</c>, <c>/notebook-frames/…</c>, <c>/notebook-texts/…</c>,
    /// <c>/notebook-cells/…</c>, <c>/notebook-media/…</c> and <c>/notebook-faces/…</c>.
    /// </summary>
    /// <param name="app">The app.</param>
    public static void MapOutputs(this WebApplication app)
    {
        app.MapGet("/notebook-pictures/{**path}", (string path, string cell, string of, NotebookSessions sessions, HttpContext context) =>
            OutputAsync(path, cell, of, sessions, (output, _) => Picture(output, context))
        );
        app.MapGet("/notebook-tables/{**path}", (string path, string cell, string of, NotebookSessions sessions, HttpContext context) =>
            OutputAsync(path, cell, of, sessions, (output, _) => Table(output, context))
        );
        app.MapGet(
            "/notebook-frames/{**path}",
            (string path, string cell, string of, bool? dark, NotebookSessions sessions, HttpContext context) =>
                OutputAsync(path, cell, of, sessions, (output, state) => Frame(output, context, state.Foreign, dark is true))
        );
        app.MapGet("/notebook-texts/{**path}", (string path, string cell, string of, NotebookSessions sessions, WholeOutputs whole) =>
            OutputAsync(path, cell, of, sessions, (output, _) => Text(output, whole))
        );
        app.MapGet("/notebook-cells/{**path}", CellAsync);
        app.MapGet("/notebook-media/{**path}", Media);
        app.MapGet("/notebook-faces/{**path}", FaceAsync);
    }

    private static async Task<IResult> OutputAsync(
        string path,
        string cell,
        string of,
        NotebookSessions sessions,
        Func<CellOutput, NotebookState, IResult> serve
    )
    {
        NotebookState? state = await StateAsync(path, sessions);
        CellOutput? output = state?.Find(cell)?.Outputs.Find(output => OutputAddress.NameOf(output) == of);
        // an output has a notebook
        return output is null ? TypedResults.NotFound("This output is gone from the notebook. Run its cell again.") : serve(output, state!);
    }

    private static IResult Picture(CellOutput output, HttpContext context)
    {
        context.Response.Headers.ContentSecurityPolicy = Nothing;
        context.Response.Headers.CacheControl = ForEver;
        return OutputParts.PictureOf(output) is { } picture
            ? TypedResults.Bytes(picture.Bytes, picture.Type)
            : TypedResults.NotFound("This output has no picture that can be read.");
    }

    private static IResult Table(CellOutput output, HttpContext context)
    {
        context.Response.Headers.CacheControl = ForEver;
        return OutputParts.Table(output) is { } table
            ? TypedResults.Text(table.ToJsonString(), "application/json")
            : TypedResults.NotFound("This output has no table that can be read.");
    }

    private static Microsoft.AspNetCore.Http.HttpResults.ContentHttpResult Frame(
        CellOutput output,
        HttpContext context,
        bool foreign,
        bool dark
    )
    {
        context.Response.Headers.ContentSecurityPolicy = OutputFrame.Policy(foreign);
        context.Response.Headers["X-DNS-Prefetch-Control"] = "off"; // names are told by looking them up
        context.Response.Headers.CacheControl = foreign ? "no-store" : ForEver;
        return TypedResults.Content(OutputFrame.Page(OutputParts.Scripted(output) ?? "", dark), "text/html; charset=utf-8");
    }

    // The picture that a notebook on disk comes to, made small.
    private static async Task<IResult> FaceAsync(string path, NotebookFaces faces, Thumbnails thumbnails, HttpContext context)
    {
        if (
            faces.Read(path) is not { } state
            || NotebookFace.PictureOf(state) is not { } output
            || OutputParts.PictureOf(output) is not { Bytes: var picture }
            || await thumbnails.OfAsync(picture) is not { } small
        )
            return TypedResults.NotFound("This notebook has no picture that can be shown small.");
        context.Response.Headers.ContentSecurityPolicy = Nothing;
        context.Response.Headers.CacheControl = ForEver;
        return TypedResults.Bytes(small, "image/webp");
    }

    // What was printed, whole where the kernel kept it.
    private static IResult Text(CellOutput output, WholeOutputs whole)
    {
        string text = JsonText.Of(output.Json["text"]) ?? $"{JsonText.Of(output.Json["evalue"])}\n{OutputParts.Rest(output)}";
        return whole.FileOf(text) is { } file
            ? TypedResults.PhysicalFile(file, "text/plain; charset=utf-8", "output.txt")
            : TypedResults.Bytes(Encoding.UTF8.GetBytes(text), "text/plain; charset=utf-8", "output.txt");
    }

    // The text of a cell that is too long for the page.
    private static async Task<IResult> CellAsync(string path, string cell, NotebookSessions sessions, HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        return (await StateAsync(path, sessions))?.Find(cell) is { } found
            ? TypedResults.Text(found.Source)
            : TypedResults.NotFound("There is no such cell.");
    }

    private static IResult Media(string path, NotebookFiles files, HttpContext context)
    {
        context.Response.Headers.ContentSecurityPolicy = Nothing;
        // A cell may have made a link that calls any file a picture.
        if (
            !Types.TryGetValue(Path.GetExtension(path), out string? type)
            || files.BesideNotebooks(path) is not { } file
            || !File.Exists(file)
            || !Types.ContainsKey(Path.GetExtension(FileNature.Real(file) ?? ""))
        )
            return TypedResults.NotFound("There is no such picture beside the notebooks.");
        return TypedResults.PhysicalFile(file, type);
    }

    private static async Task<NotebookState?> StateAsync(string path, NotebookSessions sessions)
    {
        try
        {
            return (await sessions.FindAsync(path))?.State;
        }
        catch (NotebookUnreadableException)
        {
            return null;
        }
    }
}
