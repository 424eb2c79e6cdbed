using System.Security.Claims;

namespace WhiteBoxLab.Web;

/// <summary>Who is signed in: so far, whoever knows the token.</summary>
public static class Visitor
{
    private const string MarkClaim = "mark";

    /// <summary>Makes the principal of a visitor who showed the token.</summary>
    /// <param name="token">The token.</param>
    /// <param name="scheme">How it was shown.</param>
    public static ClaimsPrincipal Of(LabToken token, string scheme)
        => new(new ClaimsIdentity([new Claim(ClaimTypes.Name, "visitor"), new Claim(MarkClaim, token.Mark)], scheme));

    /// <summary>Whether a cookie was given out for the token that opens the lab now.</summary>
    /// <param name="principal">The cookie's principal.</param>
    /// <param name="token">The token now.</param>
    public static bool IsStillWelcome(ClaimsPrincipal? principal, LabToken token) => principal?.FindFirstValue(MarkClaim) == token.Mark;
}
