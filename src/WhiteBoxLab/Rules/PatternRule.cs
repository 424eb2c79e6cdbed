namespace WhiteBoxLab;

/// <summary>The gradient with each neuron's pattern in place of its weights, or with weights times pattern.</summary>
/// <param name="patterns">The patterns of the network.</param>
/// <param name="kind">Which of them.</param>
/// <param name="attributes">Weights times pattern (PatternAttribution) instead of the pattern alone (PatternNet).</param>
/// <param name="scaled">Divide the signal of each sample by its largest absolute value before it is handed down, where it has
/// positions.</param>
/// <remarks>
/// Kindermans et al. 2018, section 4. A batch normalisation that is left has one input for each output: its pattern is 1 / weight.
/// </remarks>
internal sealed class PatternRule(Patterns patterns, PatternKind kind, bool attributes, bool scaled) : Rule
{
    internal override Tensor?[] Backward(LayerCall call, Tensor signal)
    {
        Tensor scaledSignal = scaled && signal.dim() == 4 ? Scaled(signal) : signal;
        if (call.Layer is not BatchNormalization normalization)
            return
            [
                call.Weighted.Transposed(
                    scaledSignal,
                    call.Prepared((nameof(PatternRule), patterns.Id, kind, attributes), Prepare)[0],
                    call.Input()
                ),
            ];
        Tensor weight = (normalization.Weight / (normalization.Variance + normalization.Epsilon).sqrt()).view([
            -1,
            .. Enumerable.Repeat(1L, (int)signal.dim() - 2),
        ]);
        return [attributes ? scaledSignal : scaledSignal / weight];
    }

    /// <summary>
    /// The pattern a with w a = 1 for the weights at hand: those it was fitted for, or, where a batch normalisation is kept apart, those
    /// without it.
    /// </summary>
    private Tensor[] Prepare(WeightedLayer layer)
    {
        Tensor weight = layer.Weight.to(float64),
            pattern = patterns.Of(layer.Name, kind).to(weight.device),
            along = weight * pattern;
        Tensor sums = along.flatten(1).sum([1]).view([-1, .. Enumerable.Repeat(1L, (int)weight.dim() - 1)]);
        return [((attributes ? along : pattern) / sums.masked_fill(sums.eq(0), 1)).to(layer.Weight.dtype)];
    }

    /// <summary>Each sample over its largest absolute value, where it has one.</summary>
    internal static Tensor Scaled(Tensor signal)
    {
        Tensor largest = signal.abs().amax([1, 2, 3], keepdim: true);
        return signal / largest.masked_fill(largest.eq(0), 1);
    }
}
