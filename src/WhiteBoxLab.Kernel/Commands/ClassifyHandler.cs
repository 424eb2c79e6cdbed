using WhiteBoxLab.Kernel.Explaining;
using WhiteBoxLab.Kernel.Running;
using WhiteBoxLab.Kernel.Serving;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Commands;

/// <summary>Says what a network sees in a photo.</summary>
internal sealed class ClassifyHandler(KernelHost host) : CommandHandler<Classify>
{
    public override CommandLane Lane => CommandLane.AtOnce;

    public override bool AtCSharp => false;

    public override bool EndsLater => true;

    protected override void Handle(Classify what, KernelCommand command) =>
        host.Explaining.Lane.Add(new CommandJob(command, () => Answer(what, command)), first: true);

    private void Answer(Classify what, KernelCommand command)
    {
        Network network = host.Explaining.Networks.Get(what.Network);
        SeenPhoto photo = host.Explaining.Photos.Get(what.Photo, network);
        PixelArea area = network.Preprocessing.AreaOf(photo.Width, photo.Height);
        command.Publish(
            new PhotoClassified(
                photo.Width,
                photo.Height,
                area.Left,
                area.Top,
                area.Width,
                area.Height,
                photo.Picture,
                photo.Preview,
                [.. photo.Predictions.Take(what.Count).Select(one => new ClassPrediction(one.Class, one.Label, one.Score, one.Probability))]
            )
        );
    }
}
