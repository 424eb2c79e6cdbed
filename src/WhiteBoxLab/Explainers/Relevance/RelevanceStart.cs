namespace WhiteBoxLab;

/// <summary>How much relevance is put in at the target. Maps are linear in it.</summary>
public enum RelevanceStart
{
    /// <summary>1, whatever the score: maps of different photos compare as shares. Zennit's.</summary>
    One,

    /// <summary>
    /// The score: the map is in its unit and, without biases, sums to it; a negative score turns every sign. Of the paper, Captum and
    /// iNNvestigate.
    /// </summary>
    Score,
}
