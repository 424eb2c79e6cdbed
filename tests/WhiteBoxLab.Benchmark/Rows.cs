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
            .. Hiding(network)
                .Where(m => only.Length == 0 || only.Contains(m.Name))
                .Select(m => Timed(m.Name, m.Explainer, network, input)),
        ];

    /// <summary>Methods that hide parts of the photo or of a layer, on the networks that have a layer of 112 to 128 channels in the
    /// middle.</summary>
    private static (string Name, Explainer Explainer)[] Hiding(Network network) =>
        network.Layers.FirstOrDefault(l => l.Name is "_blocks.10._add" or "layer2.1.relu2")?.Name is { } middle
        && network.ShapeOf(middle) is [112 or 128, _, _]
            ?
            [
                ("ablation-cam in the middle", new AblationCam(middle)),
                ("score-cam in the middle", new ScoreCam(middle)),
                ("occlusion 32/16", new Occlusion()),
                ("rise, 100 masks", new Rise(100)),
                ("lime, 100 samples", new Lime(samples: 100)),
                ("kernel-shap, 100 samples", new KernelShap(samples: 100)),
            ]
            : [];

    private static Row Method(string id, Network network, torch.Tensor input) => Timed(id, Catalogue.Create(id), network, input);

    private static Row Timed(string name, Explainer explainer, Network network, torch.Tensor input)
    {
        using Attribution first = explainer.Explain(network, input);
        return new(name, first.Forwards + first.Backwards, () => explainer.Explain(network, input).Dispose());
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
