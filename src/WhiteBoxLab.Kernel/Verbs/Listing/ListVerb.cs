using System.Globalization;
using System.Text;
using System.Text.Json;
using WhiteBoxLab.Kernel.Explaining;
using WhiteBoxLab.Kernel.Running;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Verbs.Listing;

/// <summary>The verb <c>list</c>.</summary>
internal sealed class ListVerb : Verb
{
    private static readonly JsonSerializerOptions Indented = new(Wire.Options) { WriteIndented = true };

    public override string Name => "list";

    public override string Summary => "say what methods, networks and layers there are";

    public override string Help =>
        """
            WhiteBoxLab.Kernel list methods|networks|layers [--network NAME|FOLDER] [--json]

              methods    every method with its cost, its paper and its options: type, default, range
              networks   the networks that come with the lab; with --network, that one
              layers     the layers of a network that have positions, with their shapes
              --network  the network whose layers are wanted (default: the one that comes with the lab)
              --json     the same as JSON; networks with all their labels
            """;

    public override int Run(IReadOnlyList<string> line)
    {
        Arguments arguments = Arguments.Parse(line, ["--network"], ["--json"]);
        (object all, string text) = arguments.Others switch
        {
            ["methods"] => (Cards.Methods, string.Join("\n", Cards.Methods.Select(Text))),
            ["networks"] => Networks(arguments["--network"]),
            ["layers"] => Layers(arguments["--network"] ?? NetworkCache.Default),
            _ => throw new UsageException("List what: methods, networks or layers?"),
        };
        Console.Out.WriteLine(arguments.Has("--json") ? JsonSerializer.Serialize(all, all.GetType(), Indented) : text);
        return ExitCode.Done;
    }

    private static (object All, string Text) Networks(string? only)
    {
        using NetworkCache networks = new();
        NetworkCard[] cards = [.. (only is null ? NetworkCache.Shipped.Keys : [only]).Select(name => Cards.Of(name, Open(networks, name)))];
        return (
            cards,
            string.Join(
                "\n",
                cards.Select(card =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{card.Name}  {card.Classes} classes  {card.InputHeight} x {card.InputWidth}  {card.Parameters:N0} "
                            + $"weights  outputs: {card.Outputs}  layer of layer methods: "
                            + $"{(card.DefaultLayer.Length > 0 ? card.DefaultLayer : "none")}"
                    )
                )
            )
        );
    }

    private static (object All, string Text) Layers(string name)
    {
        using NetworkCache networks = new();
        IReadOnlyList<LayerCard> layers = Cards.LayersOf(Open(networks, name));
        int longest = layers.Select(layer => layer.Name.Length).DefaultIfEmpty().Max();
        return (
            layers,
            string.Join(
                "\n",
                layers.Select(layer => $"{layer.Name.PadRight(longest)}  {layer.Op, -16}  [{string.Join(", ", layer.Shape)}]")
            )
        );
    }

    /// <summary>A network; what is wrong with it is said as the shell says it.</summary>
    internal static Network Open(NetworkCache networks, string name)
    {
        try
        {
            return networks.Get(name);
        }
        catch (ArgumentException exception)
        {
            throw new UsageException(Sentence.Of(exception));
        }
        catch (Exception exception) when (exception is NetworkException or WeightsException)
        {
            throw new IOException(exception.Message, exception);
        }
    }

    private static string Text(MethodCard card)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{card.Id}  {card.Name}, {card.Family}\n  {card.Summary}\n");
        text.Append(
            CultureInfo.InvariantCulture,
            $"  {card.Forwards:0.##} forward and {card.Backwards:0.##} backward passes. Depends on the class: "
                + $"{card.ClassDiscriminative}. {card.Paper}\n"
        );
        foreach (OptionCard option in card.Options)
            text.Append(CultureInfo.InvariantCulture, $"  {option.Name} ({Kind(option)}): {option.Summary}\n");
        return text.ToString();
    }

    private static string Kind(OptionCard option) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{option.Type}, {option.Default?.ToJsonString() ?? "chosen by the method"}"
                + $"{(option.Minimum is null && option.Maximum is null ? "" : $", {option.Minimum} to {option.Maximum}")}"
                + $"{(option.Choices is { } choices ? $", {string.Join("|", choices)}" : "")}"
        );
}
