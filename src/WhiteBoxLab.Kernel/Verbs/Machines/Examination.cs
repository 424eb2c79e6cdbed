using TorchSharp;
using WhiteBoxLab.Kernel.Running;

namespace WhiteBoxLab.Kernel.Verbs.Machines;

/// <summary>What <c>doctor</c> found: about the machine, and about one network on it.</summary>
/// <param name="Machine">What was tried.</param>
/// <param name="Suspects">How many operations that are wrong on other processors were tried.</param>
/// <param name="SuspectsWrong">How many of them are wrong here.</param>
/// <param name="Network">The network's name.</param>
/// <param name="Deviations">How far its scores and maps in float32 are from float64 (relative L2 distance), by name.</param>
/// <param name="Refused">Why it cannot be computed in float32 here, or null.</param>
internal sealed record Examination(
    MachineReport Machine,
    int Suspects,
    int SuspectsWrong,
    string Network,
    IReadOnlyDictionary<string, double> Deviations,
    string? Refused
)
{
    private static readonly Explainer[] Methods = [new GradCam(), new Saliency(), new LrpEpsilonPlus(), new IntegratedGradients(steps: 2)];

    /// <summary>Tries a network forward and back, for one photo and for several.</summary>
    public static Examination Of(Network network)
    {
        IReadOnlyList<Verdict> suspects = WhiteBoxLab.Machine.Probe();
        Dictionary<string, double> deviations = new(StringComparer.Ordinal);
        string? refused = null;
        try
        {
            Compare(network, deviations);
        }
        catch (InvalidOperationException exception)
        {
            refused = Sentence.Of(exception);
        }
        return new(
            WhiteBoxLab.Machine.Report(),
            suspects.Count,
            suspects.Count(suspect => suspect.Way != Way.Direct),
            network.Name,
            deviations,
            refused
        );
    }

    private static void Compare(Network network, Dictionary<string, double> deviations)
    {
        using Network exact = network.To(torch.float64);
        using torch.Generator generator = new(1);
        using torch.Tensor one = torch.randn([1, .. network.InputShape], generator: generator),
            input = one.expand([2, .. network.InputShape]).contiguous(),
            one64 = one.to(torch.float64);
        using torch.Tensor single = network.Scores(one),
            several = network.Scores(input),
            right = exact.Scores(one64);
        deviations["scores"] = Math.Max(Deviation(right, single), Deviation(right, several));
        foreach (Explainer method in Methods.Where(method => method.Obstacle(network) is null))
        {
            using Attribution first = method.Explain(network, one),
                both = method.Explain(network, input),
                expected = method.Explain(exact, one64);
            deviations[method.Card.Id] = Math.Max(Deviation(expected.Values, first.Values), Deviation(expected.Values, both.Values));
        }
    }

    private static double Deviation(torch.Tensor right, torch.Tensor seen)
    {
        using IDisposable scope = torch.NewDisposeScope();
        torch.Tensor off = seen.to(torch.float64) - right;
        return off.flatten(1).norm(1).max().item<double>() / Math.Max(right.norm().item<double>(), double.Epsilon);
    }
}
