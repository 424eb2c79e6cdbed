using TorchSharp;

namespace WhiteBoxLab.Benchmark;

/// <summary>Something that is timed.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="Passes">Forward and backward passes that it needs at least, a part of the network counted by its share of the
/// multiply-adds; null where the count says nothing.</param>
/// <param name="Work">Does it once.</param>
internal sealed record Row(string Name, double? Passes, Action Work);

/// <summary>
/// The passes themselves, every method of the catalogue that needs a few passes, and groups of methods that share passes.
/// </summary>
internal static class Rows
{
    private const double Few = 12; // passes; methods that need more are not of one pass

    /// <summary>Methods of many passes that are compared with others all the same.</summary>
    private static readonly string[] Many = ["integrated-gradients", "smoothgrad"];

    private static readonly Explainer[] Cams =
    [
        new GradCam(),
        new HiResCam(),
        new XGradCam(),
        new LayerCam(),
        new GradCamPlusPlus(),
        new GradCamElementWise(),
        new EigenGradCam(),
        new FinerCam(),
    ];

    internal static Row[] Of(Network network, torch.Tensor input, string[] only) =>
        [
            .. new[]
            {
                new Row("a forward", 1, () => network.Scores(input).Dispose()),
                new Row("eight CAMs together", null, () => Together(network, input)),
                new Row("eight concept maps at one layer", null, () => EightConcepts(network, input)),
                Region(network, input),
            }
                .Concat(
                    Catalogue
                        .Cards.Where(c =>
                            (c.Forwards + c.Backwards < Few || Many.Contains(c.Id)) && Catalogue.Create(c.Id).Obstacle(network) is null
                        )
                        .OrderBy(c => c.Id, StringComparer.Ordinal)
                        .Select(c => Method(c.Id, network, input))
                )
                .Where(r => only.Length == 0 || only.Contains(r.Name)),
        ];

    private static Row Method(string id, Network network, torch.Tensor input)
    {
        Explainer explainer = Catalogue.Create(id);
        using Attribution first = explainer.Explain(network, input);
        return new(id, first.Forwards + first.Backwards, () => explainer.Explain(network, input).Dispose());
    }

    /// <summary>LRP once, the eight strongest channels of a layer at two thirds of the depth, and a map for each.</summary>
    private static void EightConcepts(Network network, torch.Tensor input)
    {
        string layer = network
            .Layers.FirstOrDefault(l => l.Name is "layer3.1.relu2" or "_blocks.10._relu0" or "features.denseblock3.denselayer16.relu2")
            ?.Name
            ?? network.DefaultLayer;
        using Concepts concepts = network.Concepts(input);
        foreach (Attribution map in concepts.Maps(layer, [.. concepts.Ranked(layer).Take(8).Select(c => c.Channel)]))
            map.Dispose();
    }

    /// <summary>
    /// What of all channels of all layers, and of all classes, rests on a region. The relevance is there already, as it is when somebody
    /// draws on a photo.
    /// </summary>
    private static Row Region(Network network, torch.Tensor input)
    {
        Concepts concepts = network.Concepts(input);
        return new("adjoint sweep after one LRP", null, () => concepts.In(64, 64, 80, 96));
    }

    private static void Together(Network network, torch.Tensor input)
    {
        using SharedPasses shared = new();
        foreach (Explainer cam in Cams)
            cam.Explain(network, input, null, null, shared, default).Dispose();
    }
}
