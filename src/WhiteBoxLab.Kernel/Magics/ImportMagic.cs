namespace WhiteBoxLab.Kernel.Magics;

/// <summary><c>#!import FILE</c>: runs the cells of a file, as if they stood here.</summary>
internal sealed class ImportMagic : Magic
{
    public override string Name => "#!import";

    public override string Help => "Run a file: #!import FILE (.ipynb, .dib, .cs, .csx, .html, .md).";

    public override bool RunsCells => true;

    public override string? RunCells(MagicCall call) =>
        call.Arguments().Words is [var file]
            ? call.Script.Import(file, call.Run)
            : throw new InvalidOperationException("#!import needs one file.");
}
