using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace WhiteBoxLab.Kernel.Cells;

/// <summary>
/// The cells that have run, each seeing the variables of those before it. Compiling and running belong to one thread; variables may be read
/// from any.
/// </summary>
/// <param name="references">What cells are compiled against.</param>
/// <param name="context">Where they are loaded.</param>
/// <param name="whenWidened">Told of assemblies of the framework that a cell turned out to need.</param>
internal sealed class CellChain(CellReferences references, CellContext context, Action<IReadOnlyList<string>> whenWidened)
{
    private readonly CellCompiler compiler = new(references);
    private volatile CSharpCompilation? previous;

    // 0: globals, which we have none of; k: the k-th cell's object, whose fields are its variables
    private object?[] submissions = new object?[64];
    private int used = 1,
        number;

    /// <summary>Compiles a cell; one that misses a type is tried again with all of the framework.</summary>
    public CompiledCell Compile(string code, string name)
    {
        CompiledCell cell = compiler.Compile(code, name, ++number, previous);
        if (cell.IsRight || !cell.Diagnostics.Any(CellReferences.IsOfMissing) || references.Widen() is not { Count: > 0 } added)
            return cell;
        CompiledCell wider = compiler.Compile(code, name, ++number, previous);
        if (wider.IsRight)
            whenWidened(added);
        else
            references.Narrow();
        return wider.IsRight ? wider : cell;
    }

    /// <summary>
    /// Starts a cell. From here on it belongs to the chain, whatever becomes of it: what it assigned before an exception stays.
    /// </summary>
    public Task<object?> Start(CompiledCell cell)
    {
        previous = cell.Compilation;
        references.Accept();
        if (cell.Namespaces is { } declared)
        {
            context.Add(declared.Assembly, declared.Symbols);
            compiler.Namespaces.Accept(declared);
        }
        if (cell.Assembly is null)
            return Task.FromResult<object?>(null);
        if (used == submissions.Length)
            Array.Resize(ref submissions, 2 * used);
        used++;
        return Factory(cell, cell.Assembly)(submissions);
    }

    /// <summary>Lets go of what the newest cell hides.</summary>
    public void ReleaseShadowed() => Shadowed.Release([.. submissions.OfType<object>()]);

    /// <summary>The variables, newest first, each name once.</summary>
    public IReadOnlyList<Variable> Variables
    {
        get
        {
            object?[] cells = submissions;
            return
            [
                .. Enumerable
                    .Range(1, cells.Length - 1)
                    .Reverse()
                    .Select(place => cells[place])
                    .OfType<object>()
                    .SelectMany(Variable.Of)
                    .DistinctBy(variable => variable.Name),
            ];
        }
    }

    private Func<object?[], Task<object?>> Factory(CompiledCell cell, byte[] code)
    {
        IMethodSymbol entry = cell.Compilation.GetEntryPoint(CancellationToken.None)
            ?? throw new InvalidOperationException("The compiled cell has no entry point.");
        MethodInfo? factory = context
            .Add(code, cell.Symbols)
            .GetType(entry.ContainingType.MetadataName)
            ?.GetMethod(entry.MetadataName, BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public);
        return (factory ?? throw new InvalidOperationException("The compiled cell has no entry point.")).CreateDelegate<
            Func<object?[], Task<object?>>
        >();
    }
}
