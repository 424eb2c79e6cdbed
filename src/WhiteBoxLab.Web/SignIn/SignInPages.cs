using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace WhiteBoxLab.Web.SignIn;

/// <summary>The page that asks for the token: the only one that answers without.</summary>
public static class SignInPages
{
    /// <summary>Maps <c>/signin</c>.</summary>
    /// <param name="app">The app.</param>
    public static void MapSignIn(this WebApplication app)
    {
        app.MapGet("/signin", (string? to, bool? wrong, HttpContext context) => Page(to, wrong ?? false)).AllowAnonymous();
        app.MapPost("/signin", SignInAsync).AllowAnonymous().DisableAntiforgery(); // the origin is checked for every request
        app.MapPost("/signout", async (HttpContext context, EndedSessions ended) =>
            {
                if (Visitor.SessionOf(context.User) is { } session)
                    ended.Add(session);
                await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
                return TypedResults.LocalRedirect($"{context.Request.PathBase}/signin");
            })
            .DisableAntiforgery();
    }

    /// <summary>Where to sign in to come back to what was asked for.</summary>
    /// <param name="request">What was asked for.</param>
    public static string AddressFor(HttpRequest request) =>
        $"{request.PathBase}/signin?to={Uri.EscapeDataString(request.PathBase + request.Path + request.QueryString)}";

    /// <summary>The page after a wrong token.</summary>
    /// <param name="request">The request with the token.</param>
    /// <param name="to">Where to go afterwards.</param>
    public static string Wrong(HttpRequest request, string to) => $"{request.PathBase}/signin?wrong=true&to={Uri.EscapeDataString(to)}";

    private static RazorComponentResult<SignInPage> Page(string? to, bool wrong) =>
        new(new { To = LocalAddress.Of(to), Wrong = wrong }) { PreventStreamingRendering = true };

    private static async Task<RedirectHttpResult> SignInAsync(
        [FromForm(Name = "token")] string? given,
        [FromForm] string? to,
        HttpContext context,
        LabToken right,
        WrongTokens wrong
    )
    {
        if (!right.Matches(given?.Trim()))
        {
            await wrong.DelayAsync(context);
            return TypedResults.Redirect(Wrong(context.Request, LocalAddress.Of(to)));
        }
        await context.SignInAsync(
            CookieAuthenticationDefaults.AuthenticationScheme,
            Visitor.Of(right, "cookie"),
            new AuthenticationProperties { IsPersistent = true }
        );
        string there = LocalAddress.Of(to);
        return TypedResults.Redirect(there == "/" ? $"{context.Request.PathBase}/" : there);
    }
}
