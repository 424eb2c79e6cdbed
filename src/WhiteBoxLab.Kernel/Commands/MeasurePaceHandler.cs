using System.Diagnostics;
using TorchSharp;
using WhiteBoxLab.Kernel.Explaining;
using WhiteBoxLab.Kernel.Running;
using WhiteBoxLab.Kernel.Serving;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Commands;

/// <summary>Measures a network's forward pass.</summary>
internal sealed class MeasurePaceHandler(KernelHost host) : CommandHandler<MeasurePace>
{
    private const int Passes = 5;

    public override CommandLane Lane => CommandLane.AtOnce;

    public override bool AtCSharp => false;

    public override bool EndsLater => true;

    protected override void Handle(MeasurePace what, KernelCommand command) =>
        host.Explaining.Lane.Add(new CommandJob(command, () => Answer(what, command)));

    private void Answer(MeasurePace what, KernelCommand command)
    {
        Network network = host.Explaining.Networks.Get(what.Network);
        torch.Tensor input = host.Explaining.Photos.Get(SampleSource.Of(Photo.Samples[0]), network).Input;
        Forward(network, input);
        double[] seconds = [.. Enumerable.Range(0, Passes).Select(_ => Forward(network, input)).Order()];
        command.Publish(new PaceMeasured(what.Network, seconds[Passes / 2]));
    }

    private static double Forward(Network network, torch.Tensor input)
    {
        long began = Stopwatch.GetTimestamp();
        network.Scores(input).Dispose();
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }
}
