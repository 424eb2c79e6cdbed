namespace WhiteBoxLab;

/// <summary>What is taken for the signal in a neuron's input.</summary>
public enum PatternKind
{
    /// <summary>What the output tells of the input while the neuron is active: two components, one for each side of the ReLU.</summary>
    Relu,

    /// <summary>What the output tells of the input over all: one linear direction.</summary>
    Linear,
}
