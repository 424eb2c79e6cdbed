namespace WhiteBoxLab;

/// <summary>A channel of a layer with the relevance it carries for the target.</summary>
/// <param name="Channel">From 0.</param>
/// <param name="Relevance">The sum over its positions, in units of the score.</param>
/// <param name="Share">Its part of the sum of all channels' sizes, -1 to 1: R_c / (sum of |R_c| + 1e-10).</param>
public sealed record ChannelRelevance(int Channel, double Relevance, double Share);

/// <summary>A channel of a layer with what of its relevance rests on a region.</summary>
/// <param name="Channel">From 0.</param>
/// <param name="Inside">The relevance that flows through the channel and ends in the region, in units of the score.</param>
/// <param name="Relevance">All the relevance that the channel carries.</param>
public sealed record ChannelInRegion(int Channel, double Inside, double Relevance)
{
    /// <summary>The part of the channel's relevance that rests on the region; null for a channel that carries none.</summary>
    public double? Share => Relevance == 0 ? null : Inside / Relevance;
}

/// <summary>A class with what of its evidence rests on a region.</summary>
/// <param name="Class">From 0.</param>
/// <param name="Label">The class in words.</param>
/// <param name="Inside">The relevance that ends in the region when this class is the target, in units of the score.</param>
/// <param name="Score">The class's score, before softmax.</param>
public sealed record ClassInRegion(int Class, string Label, double Inside, double Score)
{
    /// <summary>The part of the score that rests on the region; null for a score of 0.</summary>
    public double? Share => Score == 0 ? null : Inside / Score;
}
