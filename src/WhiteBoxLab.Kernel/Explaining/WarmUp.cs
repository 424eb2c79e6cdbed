using WhiteBoxLab.Kernel.Running;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Explaining;

/// <summary>
/// Loads the default network and, where it is to, makes one cheap map by each method, so that the first visitor does not wait for that.
/// Gives way to everybody between two maps.
/// </summary>
/// <param name="workspace">Where they stay.</param>
/// <param name="maps">Whether to make the maps.</param>
/// <param name="settle">What is to be done when all is ready.</param>
internal sealed class WarmUp(ExplainWorkspace workspace, bool maps, Action settle) : ExplainJob
{
    private static readonly string Sample = SampleSource.Of(Photo.Samples[0]);

    private readonly Queue<ExplainerCard> methods = new();
    private bool begun;

    public override bool RunPiece()
    {
        try
        {
            return Warm();
        }
        catch (Exception exception)
        {
            Console.Error.WriteLine($"Warming up failed: {Sentence.Of(exception)}"); // whoever asks for it will be told in full
            return methods.Count > 0;
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        settle();
    }

    private bool Warm()
    {
        Network network = workspace.Networks.Get(NetworkCache.Default);
        SeenPhoto photo = workspace.Photos.Get(Sample, network);
        if (!begun)
            Begin(network, photo);
        else if (methods.TryDequeue(out ExplainerCard? card) && card.Forwards + card.Backwards < 10)
            Explain(card, network, photo);
        return methods.Count > 0;
    }

    private void Begin(Network network, SeenPhoto photo)
    {
        begun = true;
        network.Scores(photo.Input).Dispose();
        if (!maps)
            return;
        foreach (ExplainerCard card in Catalogue.Cards.OrderBy(card => card.Forwards + card.Backwards))
            methods.Enqueue(card);
    }

    private void Explain(ExplainerCard card, Network network, SeenPhoto photo)
    {
        using Attribution map = Catalogue.Create(card.Id).Explain(network, photo.Input);
        map.Photo = photo.Seen;
        string code = MapCode.Whole(workspace.Photos.CodeOf(Sample), NetworkCache.Default, card.Id, map.Options, map.Targets[0]);
        workspace.Maps.Write(map, 0, code);
    }
}
