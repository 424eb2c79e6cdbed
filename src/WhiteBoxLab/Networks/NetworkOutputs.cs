namespace WhiteBoxLab;

/// <summary>What the outputs of a network are, which decides how probable it holds a class.</summary>
public enum NetworkOutputs
{
    /// <summary>Scores of classes that exclude each other: their softmax is the probability.</summary>
    Scores,

    /// <summary>Probabilities that a softmax gave, the network's last layer. Explained are the scores that it reads.</summary>
    Softmax,

    /// <summary>Labels that do not exclude each other: the sigmoid of each score is that label's probability.</summary>
    IndependentLabels,

    /// <summary>One logit: its sigmoid is the probability of the one class.</summary>
    OneLogit,

    /// <summary>Quantities: nothing is a probability, and no output is a rival of another.</summary>
    Regression,
}
