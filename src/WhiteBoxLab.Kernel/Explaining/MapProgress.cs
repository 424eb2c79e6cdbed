using System.Diagnostics;
using WhiteBoxLab.Kernel.Running;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Explaining;

/// <summary>Tells how far a map is: at most every 100 milliseconds, with the map so far where the method refines.</summary>
internal sealed class MapProgress(MethodChoice choice, Explain wanted, KernelCommand command, MapWriter maps, string photoCode)
    : IProgress<Step>
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private long last = Stopwatch.GetTimestamp();
    private Lazy<MapArtifact>? known;

    public int Done { get; private set; }

    public int Total { get; private set; }

    /// <summary>Keeps what is known of the map before it is made.</summary>
    public void Begin(Explainer explainer, Network network, SeenPhoto photo) =>
        known = new Lazy<MapArtifact>(() =>
        {
            ExplainerCard card = explainer.Card;
            Prediction target = wanted.Target is { } index ? photo.Predictions.First(one => one.Class == index) : photo.Predictions[0];
            return new MapArtifact(
                card.Id,
                card.Name,
                Kebab.Of(card.Family),
                network.Name,
                null,
                target.Class,
                target.Label,
                wanted.OfProbability ? target.Probability : target.Score,
                target.Probability,
                "",
                "",
                null,
                photo.Picture,
                0,
                0,
                0,
                photo.Seen.Height,
                photo.Seen.Width,
                card.Signed,
                0,
                0,
                card.Forwards,
                card.Backwards,
                0,
                null,
                null,
                explainer.Options,
                MapCode.Whole(photoCode, wanted.Network, card.Id, explainer.Options, target.Class, wanted.OfProbability)
            )
            {
                OfProbability = wanted.OfProbability,
            };
        });

    public void Report(Step value)
    {
        (Done, Total) = (value.Done, value.Total);
        if (value.Done >= value.Total || Stopwatch.GetElapsedTime(last) < Pause)
            return;
        MapArtifact? partial = value.Partial is { } values && known is not null ? maps.Write(values, known.Value) : null;
        command.Publish(new MapProgressed(choice.Id, choice.Method, value.Done, value.Total, value.Unit, value.SecondsLeft, partial));
        last = Stopwatch.GetTimestamp();
    }
}
