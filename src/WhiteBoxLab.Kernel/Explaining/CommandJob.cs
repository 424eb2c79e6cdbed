using WhiteBoxLab.Kernel.Running;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Explaining;

/// <summary>A command that is answered in one piece on the thread that explains.</summary>
internal sealed class CommandJob(KernelCommand command, Action answer) : ExplainJob
{
    public override bool RunPiece()
    {
        if (!command.TryStart())
            return false;
        try
        {
            answer();
            command.Succeed();
        }
        catch (Exception exception)
        {
            command.Fail(command.CancelAsked ? CommandFailed.Cancelled : Sentence.Of(exception));
        }
        return false;
    }
}
