using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.WebUtilities;

namespace WhiteBoxLab.Web.SignIn;

/// <summary>Turns the token in a printed address into a cookie, and the address into one without it.</summary>
/// <param name="next">The rest of the pipeline.</param>
/// <param name="token">The lab's token.</param>
/// <param name="wrong">Makes guessing slow.</param>
public sealed class TokenInAddress(RequestDelegate next, LabToken token, WrongTokens wrong)
{
    /// <summary>Signs in and redirects where the address has a token; passes everything else on.</summary>
    /// <param name="context">The request.</param>
    public async Task InvokeAsync(HttpContext context)
    {
        if (
            !HttpMethods.IsGet(context.Request.Method)
            || !context.Request.Query.TryGetValue("token", out Microsoft.Extensions.Primitives.StringValues given)
        )
        {
            await next(context);
            return;
        }
        context.Response.Headers.CacheControl = "no-store";
        if (token.Matches(given))
        {
            await context.SignInAsync(
                CookieAuthenticationDefaults.AuthenticationScheme,
                Visitor.Of(token, "cookie"),
                new AuthenticationProperties { IsPersistent = true }
            );
            context.Response.Redirect(LocalAddress.Of(WithoutToken(context.Request)));
            return;
        }
        await wrong.DelayAsync(context);
        context.Response.Redirect(SignInPages.Wrong(context.Request, "/"));
    }

    private static string WithoutToken(HttpRequest request)
    {
        IEnumerable<KeyValuePair<string, string?>> rest = request
            .Query.Where(pair => pair.Key != "token")
            .Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value));
        return QueryHelpers.AddQueryString(request.PathBase + request.Path, rest);
    }
}
