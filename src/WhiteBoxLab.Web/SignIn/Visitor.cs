using System.Security.Claims;

namespace WhiteBoxLab.Web.SignIn;

/// <summary>Who is signed in: so far, whoever knows the token.</summary>
public static class Visitor
{
    private const string MarkClaim = "mark",
        SessionClaim = "session";

    /// <summary>Makes the principal of a visitor who showed the token: a session of its own.</summary>
    /// <param name="token">The token.</param>
    /// <param name="scheme">How it was shown.</param>
    public static ClaimsPrincipal Of(LabToken token, string scheme)
    {
        Claim[] claims = [new(ClaimTypes.Name, "visitor"), new(MarkClaim, token.Mark), new(SessionClaim, $"{Guid.NewGuid():n}")];
        return new(new ClaimsIdentity(claims, scheme));
    }

    /// <summary>The id of a visitor's session, or null.</summary>
    /// <param name="principal">The visitor.</param>
    public static string? SessionOf(ClaimsPrincipal? principal) => principal?.FindFirstValue(SessionClaim);

    /// <summary>Whether a cookie was given out for the token that opens the lab now, and nobody has signed out of its session.</summary>
    /// <param name="principal">The cookie's principal.</param>
    /// <param name="token">The token now.</param>
    /// <param name="ended">The sessions that have ended.</param>
    public static bool IsStillWelcome(ClaimsPrincipal? principal, LabToken token, EndedSessions ended) =>
        principal?.FindFirstValue(MarkClaim) == token.Mark && SessionOf(principal) is { } session && !ended.Has(session);
}
