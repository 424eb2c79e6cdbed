namespace WhiteBoxLab.Kernel.Cells;

/// <summary>A secret that somebody typed: it shows as asterisks, so that it does not end up in a notebook's file.</summary>
/// <param name="secret">The secret.</param>
public sealed class PasswordString(string secret)
{
    /// <summary>The secret as it was typed.</summary>
    public string GetClearTextPassword() => secret;

    /// <summary>Asterisks.</summary>
    public override string ToString() => new('*', 8);
}
