namespace WhiteBoxLab;

/// <summary>
/// How a signal is handed down through one layer, from its output to its inputs. The default is <see cref="GradientRule"/>; guided
/// backpropagation and every relevance rule is another table of these.
/// </summary>
public abstract class Rule
{
    /// <summary>The signal at each input of the layer, given the one at its output.</summary>
    /// <param name="call">The layer, what went in and what came out.</param>
    /// <param name="signal">[N, ...] of the output's shape. May be overwritten where <c>call.SignalIsOwned</c>.</param>
    /// <returns>For each input a signal of its shape, or null where none is wanted.</returns>
    internal abstract Tensor?[] Backward(LayerCall call, Tensor signal);

    /// <summary>The rule at a layer of one run as a fixed linear map that serves many signals, and the walk up.</summary>
    /// <exception cref="InvalidOperationException">What the rule does is not linear in the signal.</exception>
    internal virtual Flow Flow(LayerCall call) =>
        throw new InvalidOperationException(
            $"The rule at '{call.Layer.Name}' changes signals by their sign, so they cannot be taken apart by channels. Use a "
                + $"composite of relevance rules, such as {string.Join(", ", NamedComposites.Names.Take(3))}."
        );

    /// <summary>Whether the layer's own output must be kept for this rule although an activation could be written over it.</summary>
    internal virtual bool NeedsOutput(Network network, int layer) => false;
}
