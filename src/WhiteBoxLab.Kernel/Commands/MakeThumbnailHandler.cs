using WhiteBoxLab.Kernel.Explaining;
using WhiteBoxLab.Kernel.Running;
using WhiteBoxLab.Kernel.Serving;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Commands;

/// <summary>Makes a picture small. Whoever made the picture, it is decoded here and not in the web process.</summary>
internal sealed class MakeThumbnailHandler(KernelHost host) : CommandHandler<MakeThumbnail>
{
    public override CommandLane Lane => CommandLane.Beside;

    public override bool AtCSharp => false;

    protected override void Handle(MakeThumbnail what, KernelCommand command)
    {
        string path = host.Artifacts.PathOf(what.Picture) ?? throw new PhotoException($"The picture '{what.Picture}' is gone.");
        byte[] small = Thumbnail.Of(File.ReadAllBytes(path), what.Side);
        command.Publish(new ThumbnailMade(host.Artifacts.Put(small, Path.GetExtension(path)[1..])));
    }
}
