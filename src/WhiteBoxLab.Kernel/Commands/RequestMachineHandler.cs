using WhiteBoxLab.Kernel.Running;
using WhiteBoxLab.Kernel.Serving;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Commands;

/// <summary>Says whether libtorch computes right here, once what is wrong elsewhere has been tried.</summary>
internal sealed class RequestMachineHandler : CommandHandler<RequestMachine>
{
    public override CommandLane Lane => CommandLane.Beside;

    public override bool AtCSharp => false;

    protected override void Handle(RequestMachine what, KernelCommand command)
    {
        _ = Machine.Probe();
        MachineReport machine = Machine.Report();
        command.Publish(
            new MachineReported(
                machine.Sentence,
                machine.Processor,
                machine.Libtorch,
                machine.OneDnn,
                machine.Verdicts.Count,
                [.. machine.Wrong.Select(verdict => verdict.ToString())]
            )
        );
    }
}
