namespace WhiteBoxLab.Kernel.Editing;

/// <summary>Something that a cell declares, as text that declares it again.</summary>
/// <param name="Names">What it declares; for a type with its arity.</param>
/// <param name="Signature">For a method, the types of its parameters; null for all else.</param>
/// <param name="Text">The text.</param>
/// <param name="Shift">What leads from a place in that text to the place in the cell.</param>
/// <param name="Cell">The cell.</param>
internal sealed record CellDeclaration(IReadOnlyList<string> Names, string? Signature, string Text, int Shift, CellOrigin Cell)
{
    /// <summary>Whether a newer declaration makes this one unreachable.</summary>
    public bool IsHiddenBy(CellDeclaration newer) =>
        Names.Intersect(newer.Names, StringComparer.Ordinal).Any()
        && (Signature is null || newer.Signature is null || Signature == newer.Signature);
}

/// <summary>Where a declaration was written.</summary>
/// <param name="Code">The cell's text.</param>
/// <param name="Run">The run; null for a cell that has not run.</param>
/// <param name="CellId">The cell's id, where it has one.</param>
internal sealed record CellOrigin(string Code, int? Run, string? CellId);
