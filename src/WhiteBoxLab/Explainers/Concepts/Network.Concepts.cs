namespace WhiteBoxLab;

public sealed partial class Network
{
    /// <summary>
    /// What the network's channels have to do with its decision on a photo: which carry relevance, where each looked, which of them rest on
    /// a region. One forward pass and one walk of relevance back.
    /// </summary>
    /// <param name="photo">Any photo; cropped and resized as <see cref="Preprocessing"/> says.</param>
    /// <param name="target">What to explain: a class by its number, or a <see cref="Target"/>. Defaults to the top class.</param>
    /// <param name="composite">Which rule serves which layer. Defaults to epsilon-plus.</param>
    /// <returns>The concepts; the caller disposes them.</returns>
    /// <exception cref="InvalidOperationException">A rule of the composite changes signals by their sign (guided backpropagation,
    /// DeconvNet), so that they cannot be taken apart by channels; or the composite does not fit the network.</exception>
    public Concepts Concepts(Photo photo, Target? target = null, Composite? composite = null)
    {
        using Tensor input = InputOf(photo);
        return new(this, input, target ?? Target.Top, composite ?? Composite.Named("epsilon-plus"), photo.Crop(Preprocessing), default);
    }

    /// <summary>What the network's channels have to do with its decisions on a batch.</summary>
    /// <param name="input">[N, 3, H, W], normalised, of the network's type and device.</param>
    /// <param name="target">What to explain. Defaults to each photo's top class.</param>
    /// <param name="composite">Which rule serves which layer. Defaults to epsilon-plus.</param>
    /// <param name="cancellationToken">Stops at the next layer.</param>
    /// <returns>The concepts; the caller disposes them.</returns>
    /// <exception cref="ArgumentException">The input has another shape; the message names both.</exception>
    /// <exception cref="InvalidOperationException">A rule of the composite changes signals by their sign (guided backpropagation,
    /// DeconvNet), so that they cannot be taken apart by channels; or the composite does not fit the network.</exception>
    public Concepts Concepts(
        Tensor input,
        Target? target = null,
        Composite? composite = null,
        CancellationToken cancellationToken = default
    )
    {
        RequireInput(input);
        return new(this, input, target ?? Target.Top, composite ?? Composite.Named("epsilon-plus"), null, cancellationToken);
    }
}
