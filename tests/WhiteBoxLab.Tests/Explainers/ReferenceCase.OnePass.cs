using System.Text.Json.Nodes;

namespace WhiteBoxLab.Tests;

/// <summary>The cases of Captum's LRP and neurons, of softened gradients, and of what pytorch-grad-cam finishes.</summary>
public sealed partial record ReferenceCase
{
    /// <summary>What is explained: the neuron or channel that the case names, or the class of each sample.</summary>
    public Target TargetOf(int[] classes) =>
        (Method == "neuron-conductance" ? null : Options["neuron"])?.AsArray().Select(n => (int)n!).ToArray() switch
        {
            [var channel] => Target.Neuron(Layer!, channel),
            [var channel, var row, var column] => Target.Neuron(Layer!, channel, row, column),
            _ => Target.Classes(classes),
        };

    /// <summary>
    /// The map before pytorch-grad-cam finishes it, for methods whose sign is only a convention: the sign decides what the finish leaves.
    /// </summary>
    public Explainer? Unfinished => IsFinished && IsUpToSign ? (this with { Id = Id + "-raw" }).Make(null) : null;

    private Explainer? MakeOnePass(TorchSharp.torch.Tensor? baseline) =>
        Method switch
        {
            "neuron-gradient" => new Saliency(),
            "neuron-integrated-gradients" => new IntegratedGradients((int)Options["steps"]!, Start(baseline), Points),
            "neuron-guided-backprop" => new GuidedBackprop(),
            "beta-smooth" => new BetaSmooth((double)Options["beta"]!),
            "lrp" when Library == "captum" => new Lrp(Composite.Parse(CaptumRules()), start: RelevanceStart.Score),
            "grad-cam" when Options["eigen_smooth"] is not null => new GradCam(Layer, finish: Finish, eigenSmooth: true),
            "eigen-cam" => new EigenCam(Layer, finish: Finish),
            "eigen-grad-cam" => new EigenGradCam(Layer, finish: Finish),
            _ => null,
        };

    private JsonObject CaptumRules()
    {
        JsonObject composite = new()
        {
            ["max_pool2d, avg_pool2d, global_avg_pool, adaptive_avg_pool2d"] = new JsonObject { ["rule"] = "norm", ["stabilizer"] = 1e-9 },
        };
        foreach ((string layer, JsonNode? rule) in Options["rules"]!.AsObject())
            composite[layer] = CaptumRule((string)rule!);
        return composite;
    }

    private static JsonObject CaptumRule(string words) =>
        words switch
        {
            _ when words.StartsWith("identity", StringComparison.Ordinal) => new() { ["rule"] = "pass" },
            _ when words.StartsWith("epsilon ", StringComparison.Ordinal) => new()
            {
                ["rule"] = "epsilon",
                ["epsilon"] = NumberAfter(words, "epsilon "),
            },
            _ when words.StartsWith("gamma ", StringComparison.Ordinal) => new()
            {
                ["rule"] = "gamma-one-branch",
                ["gamma"] = NumberAfter(words, "gamma "),
                ["stabilizer"] = 1e-9,
            },
            _ when words.StartsWith("max(W, 0)", StringComparison.Ordinal) => new()
            {
                ["rule"] = "plus-one-branch",
                ["stabilizer"] = 1e-9,
                ["bias"] = words.Contains("bias 0", StringComparison.Ordinal) ? "zero" : "kept",
            },
            _ => throw new InvalidOperationException($"Captum's rule '{words}' is not known."),
        };

    private static double NumberAfter(string words, string start) =>
        double.Parse(words[start.Length..words.IndexOf(':', StringComparison.Ordinal)], System.Globalization.CultureInfo.InvariantCulture);
}
