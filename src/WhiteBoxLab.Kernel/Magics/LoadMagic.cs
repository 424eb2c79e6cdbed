namespace WhiteBoxLab.Kernel.Magics;

/// <summary><c>#load "FILE"</c>: the same as <c>#!import</c>, in the words of C# scripts.</summary>
internal sealed class LoadMagic : Magic
{
    public override string Name => "#load";

    public override string Help => "Run a file: #load \"FILE.csx\".";

    public override bool RunsCells => true;

    public override string? RunCells(MagicCall call) => call.Script.Import(ReferenceMagic.Quoted(call.Rest), call.Run);
}
