using System.Text.Json.Nodes;
using WhiteBoxLab.Kernel.Explaining;
using WhiteBoxLab.Kernel.Running;
using WhiteBoxLab.Kernel.Serving;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Commands;

/// <summary>
/// Says whether a method with some options can explain a network: at once where the network is open, so that a form may ask while somebody
/// types and a run is at work.
/// </summary>
internal sealed class CheckMethodHandler(KernelHost host) : CommandHandler<CheckMethod>
{
    public override CommandLane Lane => CommandLane.AtOnce;

    public override bool AtCSharp => false;

    public override bool EndsLater => true;

    protected override void Handle(CheckMethod what, KernelCommand command)
    {
        CommandJob job = new(command, () => command.Publish(Check(what)));
        if (host.Explaining.Networks.Peek(what.Network) is not null)
            job.RunPiece();
        else
            host.Explaining.Lane.Add(job, first: true);
    }

    private MethodChecked Check(CheckMethod what)
    {
        Network network = host.Explaining.Networks.Peek(what.Network) ?? host.Explaining.Networks.Get(what.Network);
        try
        {
            Explainer explainer = Catalogue.Create(what.Method, what.Options);
            string? problem = explainer.Obstacle(network) ?? LayerProblem(what, network);
            (double forwards, double backwards) = problem is null ? explainer.CostOn(network) : default;
            return new MethodChecked(problem, Catalogue.CodeOf(explainer), forwards, backwards);
        }
        catch (ArgumentException problem)
        {
            return new MethodChecked(Sentence.Of(problem), null, 0, 0);
        }
    }

    private static string? LayerProblem(CheckMethod what, Network network)
    {
        try
        {
            foreach (OptionInfo option in Catalogue.OptionsOf(what.Method).Where(option => option.Type is "layer" or "layers"))
            {
                foreach (string layer in NamesIn(what.Options?[option.Name]))
                    _ = network.ShapeOf(layer);
            }
            return null;
        }
        catch (ArgumentException problem)
        {
            return Sentence.Of(problem);
        }
    }

    private static IEnumerable<string> NamesIn(JsonNode? value) =>
        value switch
        {
            null => [],
            JsonArray several => several.SelectMany(NamesIn),
            _ => [(string)value!], // a value that is there is a text
        };
}
