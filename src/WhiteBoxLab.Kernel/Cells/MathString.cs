namespace WhiteBoxLab;

/// <summary>Text that is meant as a formula of LaTeX, without the dollars around it.</summary>
/// <param name="formula">The formula, such as <c>a^2</c>.</param>
public sealed class MathString(string formula)
{
    /// <summary>A text as a formula.</summary>
    /// <param name="formula">The formula.</param>
    public static implicit operator MathString(string formula) => new(formula);

    /// <summary>The formula between dollars.</summary>
    public override string ToString() => $"$${formula}$$";
}
