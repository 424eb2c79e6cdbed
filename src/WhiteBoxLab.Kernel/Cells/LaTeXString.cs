namespace WhiteBoxLab;

/// <summary>Text that is meant as LaTeX; show it with <c>display</c> or as the last expression.</summary>
/// <param name="latex">The LaTeX, with its own signs of a formula.</param>
public sealed class LaTeXString(string latex)
{
    /// <summary>A text as LaTeX.</summary>
    /// <param name="latex">The LaTeX.</param>
    public static implicit operator LaTeXString(string latex) => new(latex);

    /// <summary>The LaTeX.</summary>
    public override string ToString() => latex;
}
