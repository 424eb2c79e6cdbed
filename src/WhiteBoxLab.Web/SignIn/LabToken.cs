using System.Security.Cryptography;
using System.Text;
using WhiteBoxLab.Web.Settings;

namespace WhiteBoxLab.Web.SignIn;

/// <summary>What opens the lab: drawn anew at every start, or chosen by whoever started it.</summary>
/// <param name="Value">The token.</param>
/// <param name="Chosen">Whether somebody chose it (<c>--token</c>, <c>--password</c> or the setting <c>Lab:Token</c>).</param>
public sealed record LabToken(string Value, bool Chosen)
{
    private const int ShortestChosen = 8;

    /// <summary>
    /// What the cookies given out for this token carry: a drawn one outlives a restart, a chosen one lives as long as the choice.
    /// </summary>
    public string Mark => Chosen ? Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"cookie:{Value}"))) : "drawn";

    /// <summary>Whether a candidate is the token; takes equally long wherever they differ.</summary>
    /// <param name="candidate">What a visitor gave.</param>
    public bool Matches(string? candidate) =>
        CryptographicOperations.FixedTimeEquals(Hash(Value), Hash(candidate ?? "")) && !string.IsNullOrEmpty(candidate);

    /// <summary>The token of the settings, or one that is drawn where only this machine can reach the lab.</summary>
    /// <param name="settings">The lab's settings.</param>
    /// <param name="loopbackOnly">Whether nobody else can reach the lab.</param>
    /// <exception cref="LabCannotOpenException">Others can reach the lab and nobody chose a token, or the chosen one is too
    /// short.</exception>
    public static LabToken From(LabSettings settings, bool loopbackOnly)
    {
        if (settings.Token is not { Length: > 0 } chosen)
            return loopbackOnly
                ? new LabToken(RandomNumberGenerator.GetHexString(40, lowercase: true), Chosen: false)
                : throw LabCannotOpenException.NoToken();
        return chosen.Length < ShortestChosen
            ? throw LabCannotOpenException.ShortToken(chosen.Length, ShortestChosen)
            : new LabToken(chosen, Chosen: true);
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
