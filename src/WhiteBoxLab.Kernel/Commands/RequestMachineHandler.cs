using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel;

/// <summary>Says whether libtorch computes right here, once what is wrong elsewhere has been tried.</summary>
internal sealed class RequestMachineHandler : CommandHandler<RequestMachine>
{
    public override Place Place => Place.Beside;

    public override bool AtCSharp => false;

    protected override void Handle(RequestMachine what, KernelCommand command)
    {
        _ = Machine.Probe();
        MachineReport machine = Machine.Report();
        command.Publish(new MachineReported(machine.Sentence, machine.Processor, machine.Libtorch, machine.OneDnn, machine.Verdicts.Count, [.. machine.Wrong.Select(verdict => verdict.ToString())]));
    }
}
