namespace WhiteBoxLab.Kernel;

/// <summary>Loads the default network and makes one cheap map by each method, so that the first visitor does not wait for that. Gives way to everybody between two maps.</summary>
internal sealed class WarmUp(ExplainRoom room) : ExplainJob
{
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

    private bool Warm()
    {
        Network network = room.Networks.Get(NetworkRoom.Default);
        SeenPhoto photo = room.Photos.Get("sample:" + Photo.Samples[0], network);
        if (!begun)
        {
            begun = true;
            foreach (ExplainerCard card in Catalogue.Cards.OrderBy(card => card.Forwards + card.Backwards))
                methods.Enqueue(card);
        }
        else if (methods.TryDequeue(out ExplainerCard? card) && card.Forwards + card.Backwards < 10)
        {
            using Attribution map = Catalogue.Create(card.Id).Explain(network, photo.Input);
            map.Photo = photo.Seen;
            room.Maps.Write(map, 0, MapCode.Whole("sample:" + Photo.Samples[0], NetworkRoom.Default, card.Id, map.Options, map.Targets[0]));
        }
        return methods.Count > 0;
    }
}
