using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Web.SignIn;

/// <summary>Addresses to return to: paths of the lab, and nothing else, whatever a visitor's browser makes of them.</summary>
public static class LocalAddress
{
    private static readonly Uri Lab = new("http://localhost/");

    /// <summary>The path and query of an address, in letters that stand in a header; <c>/</c> where it leads elsewhere.</summary>
    /// <param name="address">The address, by anybody.</param>
    public static string Of(string? address)
    {
        // Browsers skip ends of lines and take '\' for '/'.
        if (address is not ['/', ..] || address.Any(char.IsControl) || address.Contains('\\', StringComparison.Ordinal))
            return "/";
        bool isAddress = Uri.TryCreate(Lab, HalfCharacters.Mended(address), out Uri? there);
        return isAddress && there!.Authority == Lab.Authority && there.PathAndQuery is not ['/', '/', ..] // an address is there
            ? there.PathAndQuery + there.Fragment
            : "/";
    }
}
