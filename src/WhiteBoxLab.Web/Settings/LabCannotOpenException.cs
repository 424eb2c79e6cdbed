namespace WhiteBoxLab.Web.Settings;

/// <summary>
/// The lab does not open as it was asked to. The message is a finished sentence for whoever started it; the exit code is 2.
/// </summary>
/// <param name="message">What is in the way and what to do.</param>
public sealed class LabCannotOpenException(string message) : Exception(message)
{
    internal static LabCannotOpenException NoToken() =>
        new(
            "--urls names an address that other machines can reach, and no token was chosen. "
                + "Add --token with at least 8 characters (or the settings Lab:Token or Lab:TokenFile), or leave --urls out: "
                + "then the lab is open for this machine only."
        );

    internal static LabCannotOpenException ShortToken(int length, int shortest) =>
        new(
            $"The token has {length} characters; at least {shortest} are needed. Choose a longer one, or leave it out on this "
                + $"machine: then one is drawn."
        );
}
