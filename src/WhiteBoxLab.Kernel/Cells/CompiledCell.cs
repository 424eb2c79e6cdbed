using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using WhiteBoxLab.Kernel.Cells.Namespaces;

namespace WhiteBoxLab.Kernel.Cells;

/// <summary>A cell after the compiler.</summary>
/// <param name="Compilation">What the next cell is chained to.</param>
/// <param name="Diagnostics">Warnings and errors, by place.</param>
internal sealed record CompiledCell(CSharpCompilation Compilation, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>The assembly; null when there is nothing to run or the cell is wrong.</summary>
    public byte[]? Assembly { get; init; }

    /// <summary>Its debugging symbols.</summary>
    public byte[] Symbols { get; init; } = [];

    /// <summary>Its namespaces, in an assembly of their own; null where it has none.</summary>
    public CompiledNamespaces? Namespaces { get; init; }

    /// <summary>Whether it is right but has nothing to run.</summary>
    public bool IsEmpty { get; init; }

    /// <summary>Whether it does not stop in the middle of a statement.</summary>
    public bool IsComplete { get; init; }

    /// <summary>Whether its last expression has a value to show.</summary>
    public bool EndsInValue { get; init; }

    public bool IsRight => IsEmpty || Assembly is not null;
}
