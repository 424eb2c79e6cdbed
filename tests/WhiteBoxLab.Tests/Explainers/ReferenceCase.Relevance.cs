using System.Text.Json.Nodes;
using TorchSharp;

namespace WhiteBoxLab.Tests;

/// <summary>The cases of iNNvestigate and of DeepLIFT's authors, and what of Zennit's and Captum's goes with them.</summary>
public sealed partial record ReferenceCase
{
    /// <summary>
    /// iNNvestigate starts at the target's logit instead of 1, except where it scales afterwards; its deep Taylor starts at the positive
    /// part, as ours does.
    /// </summary>
    public bool StartsAtTheLogit =>
        Library == "innvestigate"
        && !IsScaled
        && (Id.EndsWith("-times-logit", StringComparison.Ordinal) || Method is "LRP" or "PatternNet" or "PatternAttribution");

    private bool IsScaled => Id.EndsWith("-projected", StringComparison.Ordinal);

    /// <summary>The baselines of the samples, of the network's type; null for zeros.</summary>
    public torch.Tensor? BaselineOf(torch.ScalarType dtype, torch.Tensor rows) =>
        Options["baseline"]?.ToString() switch
        {
            "stored" or "the stored baseline" => ReferenceNetworks.Tensor(Network, "baseline", dtype).index_select(0, rows),
            ['t', 'e', 'n', 's', 'o', 'r', ':', .. var key] => Stored(key).to(dtype).unsqueeze(0),
            "first-of-pool" => Stored("baselines").to(dtype).narrow(0, 0, 1),
            _ => null,
        };

    private torch.Tensor Stored(string key)
    {
        using Safetensors file = Safetensors.Open(TestData.At($"maps/{Network}/{Library}.safetensors"));
        return file.Tensor(key);
    }

    private Explainer? MakeRelevance(torch.Tensor? baseline) =>
        Method switch
        {
            "DeepLIFT" => new DeepLift(
                baseline is not null ? Baseline.Of(baseline) : null,
                rule: DeepLiftRuleOf(Id),
                completePooling: Id.StartsWith("closed-form-", StringComparison.Ordinal)
            ),
            "LRP" when Id.StartsWith("lrp-preset-", StringComparison.Ordinal) => Catalogue.Create(
                Id[..Id.IndexOf("-epsilon", StringComparison.Ordinal)],
                new()
                {
                    ["epsilon"] = 0.1,
                    ["stabilizer"] = 0,
                    ["wholeBias"] = Says("convolutions", "whole-bias"),
                }
            ),
            "LRP" => new Lrp(Composite.Parse(Everywhere())),
            "Deep Taylor" => Says("analyser", "bounded")
                ? new DeepTaylor([-4], [4], evenPooling: true)
                : new DeepTaylor(domain: PixelDomain.Positive, evenPooling: true),
            "PatternNet" => new PatternNet(kind: Says("patterns", "relu") ? PatternKind.Relu : PatternKind.Linear, scaled: IsScaled),
            "PatternAttribution" => new PatternAttribution(kind: Says("patterns", "relu") ? PatternKind.Relu : PatternKind.Linear),
            "sglrp" when Options["first layer"] is null => new Sglrp(epsilon: Stabilizer("linear"), stabilizer: Stabilizer("conv2d")),
            "sglrp" => new Sglrp(passes: 2, low: Bounds("low"), high: Bounds("high"), stabilizer: Stabilizer("conv2d")),
            _ => null,
        };

    private static DeepLiftRule DeepLiftRuleOf(string id) =>
        id.Contains("rescale-conv-reveal-cancel-dense", StringComparison.Ordinal) ? DeepLiftRule.Genomics
        : id.Contains("reveal-cancel", StringComparison.Ordinal) ? DeepLiftRule.RevealCancel
        : DeepLiftRule.Rescale;

    private bool Says(string option, string word) => Options[option]?.ToString().Contains(word, StringComparison.Ordinal) ?? false;

    private double[] Bounds(string side) => [.. Options["first layer"]![side]!.AsArray().Select(v => v!.GetValue<double>())];

    /// <summary>iNNvestigate's rule for every layer with weights, and its means: by contribution, without a stabilizer.</summary>
    private JsonObject Everywhere()
    {
        JsonObject composite = new()
        {
            ["conv2d, linear"] = RuleOf(),
            ["avg_pool2d, global_avg_pool, adaptive_avg_pool2d"] = new JsonObject { ["rule"] = "norm", ["stabilizer"] = 0 },
        };
        if (Id.EndsWith("-first-bounded", StringComparison.Ordinal))
            composite["first layer"] = new JsonObject
            {
                ["rule"] = "z-box",
                ["low"] = new JsonArray(-4.0),
                ["high"] = new JsonArray(4.0),
                ["stabilizer"] = 0,
            };
        return composite;
    }

    private JsonObject RuleOf()
    {
        JsonObject rule = new()
        {
            ["rule"] = Options["analyser"]!.ToString() switch
            {
                "lrp.z" or "lrp.z_IB" => "lrp-0",
                "lrp.epsilon" or "lrp.epsilon_IB" => "epsilon",
                "lrp.w_square" => "w-square",
                "lrp.flat" => "flat",
                "lrp.z_plus_fast" => "z-plus-clamped",
                _ => "alpha-beta",
            },
            ["bias"] =
                Says("bias", "whole") ? "whole"
                : Says("z", "sum x w + b") ? "kept"
                : "zero",
        };
        if ((string)rule["rule"]! != "lrp-0")
            rule["stabilizer"] = 0;
        foreach (string number in (string[])["epsilon", "alpha", "beta"])
            if (Options[number] is { } value)
                rule[number] = value.DeepClone();
        return rule;
    }
}
