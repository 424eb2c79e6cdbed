using TorchSharp;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Explaining;

/// <summary>Writes maps as artifacts.</summary>
internal sealed class MapWriter(ArtifactStore artifacts)
{
    private const int ThumbnailSide = 112;

    /// <summary>A finished map.</summary>
    /// <param name="map">The attribution; stays the caller's.</param>
    /// <param name="index">The photo's place in the batch.</param>
    /// <param name="code">The C# that makes it again.</param>
    public MapArtifact Write(Attribution map, int index, string code)
    {
        Photo ground = map.Photo ?? Grey(map.InputSize.Height, map.InputSize.Width);
        (string values, string sum, double minimum, double maximum) = Numbers(map.Values, index);
        SumCheck? check = Check(map, index);
        Heatmap picture = Heatmap.Paint(map, index);
        (string? errors, double? error) = Errors(map, index);
        return new MapArtifact(
            map.Method,
            map.Card.Name,
            Kebab.Of(map.Card.Family),
            map.NetworkName,
            map.Layer,
            map.Targets[index],
            map.LabelOf(index),
            map.TargetScores[index],
            map.Probabilities[index],
            values,
            sum,
            artifacts.Put(picture.EncodePng(), "png"),
            artifacts.Put(ground.EncodePng(), "png"),
            (int)map.Values.shape[1],
            map.Height,
            map.Width,
            map.InputSize.Height,
            map.InputSize.Width,
            map.Signed,
            minimum,
            maximum,
            map.Forwards,
            map.Backwards,
            map.Seconds,
            check,
            Doubt(map.Card, minimum, maximum),
            map.Options,
            code
        )
        {
            Refinement = check is { Doubtful: true } ? map.Refinement : null,
            OfProbability = map.OfProbability,
            Errors = errors,
            StandardError = error,
            Thumbnail = artifacts.Put(Small(picture).EncodePng(), "png"),
        };
    }

    /// <summary>A map that is still being made, as far as it is.</summary>
    /// <param name="partial">[N, C, H, W]; stays the caller's.</param>
    /// <param name="last">What is known of it otherwise.</param>
    public MapArtifact Write(torch.Tensor partial, MapArtifact last)
    {
        (string values, string sum, double minimum, double maximum) = Numbers(partial, 0);
        return last with
        {
            Values = values,
            Map = sum,
            Picture = null,
            Minimum = minimum,
            Maximum = maximum,
            Channels = (int)partial.shape[1],
            Height = (int)partial.shape[2],
            Width = (int)partial.shape[3],
        };
    }

    private (string Values, string Sum, double Minimum, double Maximum) Numbers(torch.Tensor batch, int index)
    {
        using DisposeScope scope = torch.NewDisposeScope(); // before the first tensor is made, or it waits for the finalizer
        torch.Tensor raw = batch[index].detach().to(torch.float32).cpu().contiguous(),
            sum = raw.sum([0L]).contiguous();
        return (
            artifacts.Put(Npy.Bytes(raw), "npy"),
            artifacts.Put(Npy.Bytes(sum), "npy"),
            sum.min().item<float>(),
            sum.max().item<float>()
        );
    }

    /// <summary>The standard errors of a photo's map and their mean. Of several channels they are added: how these go together is not
    /// known, so that it is the most that it can be.</summary>
    private (string? Errors, double? Mean) Errors(Attribution map, int index)
    {
        if (map.StandardErrors is not { } errors)
            return (null, null);
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Tensor sum = errors[index].sum([0L]).to(torch.float32).cpu().contiguous();
        return (artifacts.Put(Npy.Bytes(sum), "npy"), sum.mean().item<float>());
    }

    /// <summary>How well the promise about a photo's map was kept; null where there is none.</summary>
    public static SumCheck? Check(Attribution map, int index) =>
        index < map.Promises.Count && map.Promises[index] is { } promise
            ? new SumCheck(promise.Kind, promise.Expected, promise.Actual, promise.RelativeError, promise.IsDoubtful)
            : null;

    private static string? Doubt(ExplainerCard card, double minimum, double maximum) =>
        (minimum, maximum) switch
        {
            (0, 0) => "empty map",
            _ when card.ClassDiscriminative == "no" => "same for every class",
            _ => null,
        };

    private static Photo Small(Heatmap picture)
    {
        double scale = Math.Min(1, (double)ThumbnailSide / Math.Max(picture.Width, picture.Height));
        return Photo
            .FromPixels(picture.Pixels, picture.Width, picture.Height, "")
            .Resize(Math.Max(1, (int)(picture.Width * scale)), Math.Max(1, (int)(picture.Height * scale)));
    }

    private static Photo Grey(int height, int width)
    {
        byte[] pixels = new byte[3 * height * width];
        Array.Fill(pixels, (byte)128);
        return Photo.FromPixels(pixels, width, height, "unknown");
    }
}
