using WhiteBoxLab.Kernel.Cells;
using WhiteBoxLab.Kernel.Cells.Inputs;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Magics;

/// <summary>A magic as a cell calls it, with what it can reach.</summary>
/// <param name="Rest">What stands behind its name.</param>
/// <param name="Run">The run of the cell.</param>
/// <param name="Context">The kernel's parts.</param>
/// <param name="Script">Runs cells.</param>
internal sealed record MagicCall(string Rest, CellRun Run, MagicContext Context, CellScript Script)
{
    /// <summary>The words behind the name, options and their values taken apart; quotes keep spaces together and are taken off.</summary>
    public MagicArguments Arguments(params string[] options) => MagicArguments.Parse(Rest, options);

    /// <summary>Shows text.</summary>
    public void Show(params FormattedValue[] forms) => Run.Command.Publish(new DisplayedValueProduced(forms, Guid.NewGuid().ToString()));
}

/// <summary>What magics can reach.</summary>
/// <param name="Cells">The cells.</param>
/// <param name="Values">The texts of the kernel <c>value</c>.</param>
/// <param name="Input">The way to whoever sits before the notebook.</param>
internal sealed record MagicContext(CellSession Cells, ValueStore Values, InputRequests Input);
