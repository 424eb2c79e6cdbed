using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace WhiteBoxLab.Web.SignIn;

/// <summary>
/// Lets programs in that carry the token themselves: <c>Authorization: Bearer TOKEN</c> or <c>Authorization: token TOKEN</c>.
/// </summary>
/// <param name="options">The scheme's options.</param>
/// <param name="logger">For the framework.</param>
/// <param name="encoder">For the framework.</param>
/// <param name="token">The lab's token.</param>
/// <param name="wrong">Makes guessing slow.</param>
public sealed class TokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    LabToken token,
    WrongTokens wrong
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>The scheme's name.</summary>
    public const string SchemeName = "Token";

    /// <inheritdoc/>
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        string header = Request.Headers.Authorization.ToString();
        string? given = header.Split(' ', 2) is [var scheme, var rest] && scheme.ToUpperInvariant() is "BEARER" or "TOKEN" ? rest : null;
        if (given is null)
            return AuthenticateResult.NoResult();
        if (token.Matches(given))
            return AuthenticateResult.Success(new AuthenticationTicket(Visitor.Of(token, SchemeName), SchemeName));
        await wrong.DelayAsync(Context);
        return AuthenticateResult.Fail("This token does not open this lab.");
    }

    /// <inheritdoc/>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => Task.CompletedTask; // the cookie scheme answers
}
