using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using WhiteBoxLab.Web.Layout;

namespace WhiteBoxLab.Web.Photos;

/// <summary>The way in for photos.</summary>
public static class PhotoEndpoints
{
    /// <summary>A header that a foreign page cannot send without asking first.</summary>
    public const string OwnHeader = "X-WhiteBoxLab";

    private const long LongestDrain = 400L << 20;

    /// <summary>Maps <c>POST /photos?name=cat.jpg</c>, whose body is the file.</summary>
    /// <param name="app">The app.</param>
    public static void MapPhotos(this WebApplication app) => app.MapPost("/photos", ReceiveAsync).DisableAntiforgery();

    /// <summary>The answer to a photo that was taken.</summary>
    /// <param name="Name">The artifact's name.</param>
    public sealed record PhotoTaken(string Name);

    private static async Task<Results<Ok<PhotoTaken>, ContentHttpResult>> ReceiveAsync(
        [FromQuery] string? name,
        HttpContext context,
        PhotoStore photos
    )
    {
        if (!context.Request.Headers.ContainsKey(OwnHeader))
            return Refuse(
                $"Photos are sent by the lab's own pages, or by programs that add the header {OwnHeader}.",
                StatusCodes.Status400BadRequest
            );
        LiftLimit(context);
        try
        {
            if (context.Request.ContentLength is > PhotoStore.LargestPhoto and var length)
                throw PhotoRefusedException.TooLarge(length);
            return TypedResults.Ok(new PhotoTaken(await photos.KeepAsync(context.Request.Body, name ?? "", context.RequestAborted)));
        }
        catch (PhotoRefusedException problem)
        {
            await DrainAsync(context);
            return Refuse(problem.Message, StatusCodes.Status422UnprocessableEntity);
        }
        catch (IOException problem) when (problem is not BadHttpRequestException)
        {
            await DrainAsync(context);
            return Refuse($"The lab cannot keep this photo: {DiskWords.Of(problem)}", StatusCodes.Status507InsufficientStorage);
        }
    }

    // The server's own limit is lower and closes the connection without a word.
    private static void LiftLimit(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = LongestDrain;
    }

    // Most programs hear an answer only once they have sent everything.
    private static async Task DrainAsync(HttpContext context)
    {
        try
        {
            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
        }
        catch (Exception problem) when (problem is BadHttpRequestException or IOException or OperationCanceledException)
        {
            // Far too long, or gone.
        }
    }

    private static ContentHttpResult Refuse(string sentence, int status) => TypedResults.Text(sentence, statusCode: status);
}
