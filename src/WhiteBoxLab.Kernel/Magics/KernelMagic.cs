using WhiteBoxLab.Kernel.Cells;

namespace WhiteBoxLab.Kernel.Magics;

/// <summary>
/// <c>#!csharp</c>, <c>#!markdown</c> and the like: what follows is for that kernel. The cell has been taken apart by then, so that nothing
/// is left to do.
/// </summary>
internal sealed class KernelMagic(string name, string help) : Magic
{
    public override string Name => name;

    public override string Help => help;

    public override Task RunAsync(MagicCall call)
    {
        MagicArguments arguments = call.Arguments();
        return arguments.Words.Count == 0
            ? Task.CompletedTask
            : throw new InvalidOperationException($"{name} takes nothing behind it; the code goes into the next line.");
    }

    public static IEnumerable<Magic> Each() =>
        CellSegments
            .Kernels.Where(kernel => kernel.Value != "value")
            .Select(kernel => new KernelMagic(
                "#!" + kernel.Key,
                kernel.Value switch
                {
                    "csharp" => "Run what follows as C#.",
                    "markdown" => "Show what follows as Markdown.",
                    "html" => "Show what follows as HTML.",
                    _ => "Show what follows as a Mermaid diagram.",
                }
            ));
}
