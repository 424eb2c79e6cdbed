namespace WhiteBoxLab.Web.Theme;

/// <summary>
/// Light or dark, as a visitor chose it: kept in a cookie that the browser writes, so that the first picture already is right.
/// </summary>
/// <param name="Choice"><c>light</c>, <c>dark</c> or <c>system</c>.</param>
/// <param name="Dark">Whether it is dark now.</param>
public sealed record Look(string Choice, bool Dark)
{
    /// <summary>The class of the page's root that chooses the colours.</summary>
    public string RootClass => Dark ? "wbl-dark" : "wbl-light";

    /// <summary>Reads the cookie; without one asks what the browser says of the system.</summary>
    /// <param name="request">The request for a page; null outside of one.</param>
    public static Look Of(HttpRequest? request) =>
        request?.Cookies["wbl-theme"] switch
        {
            "light" => new Look("light", false),
            "dark" => new Look("dark", true),
            "system-dark" => new Look("system", true),
            "system-light" => new Look("system", false),
            _ => new Look("system", request?.Headers["Sec-CH-Prefers-Color-Scheme"].ToString().Trim('"') == "dark"),
        };
}
