namespace WhiteBoxLab;

/// <summary>The gradient with another rule at the gates (ReLU, ReLU6).</summary>
/// <param name="layer">The layer whose signal is asked for, by name; the input for null.</param>
public abstract class GatedBackprop(string? layer) : Explainer
{
    /// <summary>The layer whose signal is given, or null for the input.</summary>
    public string? Layer { get; } = layer;

    /// <summary>The rule at the gates.</summary>
    private protected abstract Rule AtGates { get; }

    /// <summary>Whether that rule reads what went into the gates.</summary>
    private protected virtual bool KeepsInputs => false;

    /// <inheritdoc/>
    public sealed override string? Obstacle(Network network)
    {
        Activation? other = network.OnPath.OfType<Activation>().FirstOrDefault(a => a is not GatedActivation);
        return other switch
        {
            not null => $"{Card.Name} stops signals at ReLU and ReLU6; '{network.Name}' has {other.Op} at '{other.Name}', where it is "
                + $"not defined. Use saliency or integrated-gradients.",
            _ when network.OnPath.OfType<GatedActivation>().Any() => null,
            _ =>
                $"{Card.Name} stops signals at ReLU and ReLU6; '{network.Name}' has none, so it would be the plain gradient. Use saliency.",
        };
    }

    /// <inheritdoc/>
    protected sealed override Tensor Attribute(Explanation run)
    {
        Rule gradient = new GradientRule(keepsOutput: KeepsInputs),
            gates = AtGates;
        return run.WalkedBack(Layer, new((network, i) => network.Layers[i] is GatedActivation ? gates : gradient)).Signal;
    }
}
