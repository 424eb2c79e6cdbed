using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Explaining;

/// <summary>Methods and networks in the protocol's words.</summary>
internal static class Cards
{
    public static IReadOnlyList<MethodCard> Methods => [.. Catalogue.Cards.Select(Of)];

    public static MethodCard Of(ExplainerCard card) =>
        new(
            card.Id,
            card.Name,
            Kebab.Of(card.Family),
            card.Summary,
            card.Forwards,
            card.Backwards,
            card.AtLayer,
            card.ClassDiscriminative,
            card.Signed,
            card.Paper,
            [.. Catalogue.OptionsOf(card.Id).Select(Of), .. card.Forwards > FewPasses ? [Memory] : Array.Empty<OptionCard>()]
        )
        {
            Group = Kebab.Of(card.Group),
            Confidence = Kebab.Of(card.Confidence),
            Needs = card.Needs,
            Resolution = card.Resolution,
            Completeness = card.Completeness,
            FailureModes = card.FailureModes,
            Bibtex = card.Bibtex,
        };

    /// <summary>Methods of more passes run some of them at once.</summary>
    private const int FewPasses = 5;

    private static OptionCard Memory =>
        new(
            "memory",
            "integer",
            null,
            1,
            1_000_000,
            null,
            "What passes that run at once may hold, in megabytes. Defaults to what is fastest; 1 to 1000000."
        );

    /// <summary>A network's card.</summary>
    /// <param name="nameOrFolder">What it is opened by.</param>
    /// <param name="network">The network.</param>
    public static NetworkCard Of(string nameOrFolder, Network network) =>
        new(
            network.Name,
            network.Classes,
            (int)network.InputShape[1],
            (int)network.InputShape[2],
            network.ParameterCount,
            network.Labels,
            LayersOf(network),
            network.FindDefaultLayer() ?? ""
        )
        {
            Outputs = Kebab.Of(network.Outputs),
            Preprocessing = network.HasPreprocessing ? network.Preprocessing.ToString() : "",
            Obstacles = ObstaclesOf(network),
            Code = NetworkCache.CodeOf(nameOrFolder),
        };

    /// <summary>The layers that have positions, in order.</summary>
    public static IReadOnlyList<LayerCard> LayersOf(Network network) =>
        [
            .. network
                .Layers.Where(layer => network.ShapeOf(layer.Name) is [_, var h, var w] && h * w > 1)
                .Select(layer => new LayerCard(layer.Name, layer.Op, network.ShapeOf(layer.Name))),
        ];

    private static Dictionary<string, string> ObstaclesOf(Network network) =>
        Catalogue
            .Cards.Select(card => (card.Id, Obstacle: Catalogue.Create(card.Id).Obstacle(network)))
            .Where(one => one.Obstacle is not null)
            .ToDictionary(one => one.Id, one => one.Obstacle!); // none is null here

    // A baseline is chosen from a list too, as long as it is no tensor file's.
    private static OptionCard Of(OptionInfo option) =>
        new(
            option.Name,
            option.Type is "baseline" or "baselines" or "method" ? "choice" : option.Type,
            option.Default?.DeepClone(),
            option.Minimum,
            option.Maximum,
            option.Choices,
            option.Summary
        );
}
