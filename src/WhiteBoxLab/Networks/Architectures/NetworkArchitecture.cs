namespace WhiteBoxLab;

/// <summary>
/// The shape of a family of networks, with the layers named as torchvision names them: a state dictionary saved as safetensors opens as a
/// network.
/// </summary>
/// <remarks>Batch normalisation adds 1e-5. What torchvision keeps for training alone (<c>num_batches_tracked</c>) is not read.</remarks>
public abstract record NetworkArchitecture
{
    /// <summary>The network's name.</summary>
    public required string Name { get; init; }

    /// <summary>K, the number of classes. Defaults to 1000.</summary>
    public int Classes { get; init; } = 1000;

    /// <summary>A network of this shape with weights from a file.</summary>
    /// <param name="weights">The weights under torchvision's names; read at once, so it may be closed afterwards.</param>
    /// <param name="height">H of the input. Defaults to 224.</param>
    /// <param name="width">W of the input. Defaults to 224.</param>
    /// <param name="preprocessing">How a photo becomes an input. Defaults to that of torchvision's ImageNet weights at this size.</param>
    /// <returns>The network; the caller disposes it.</returns>
    /// <exception cref="NetworkException">A tensor is missing, has another shape or belongs to no layer; the message names it. Or the input
    /// is too small for so many poolings.</exception>
    public Network Build(Safetensors weights, int height = 224, int width = 224, Preprocessing? preprocessing = null) =>
        Build(new NetworkBuilder(Name, 3, height, width, weights), preprocessing ?? Preprocessing.ImageNet(height, width));

    /// <summary>A network of this shape with random weights.</summary>
    /// <param name="seed">The same seed gives the same weights.</param>
    /// <param name="height">H of the input. Defaults to 224.</param>
    /// <param name="width">W of the input. Defaults to 224.</param>
    /// <returns>The network; the caller disposes it.</returns>
    public Network Build(long seed, int height = 224, int width = 224) =>
        Build(new NetworkBuilder(Name, 3, height, width, seed), Preprocessing.ImageNet(height, width));

    internal Network Build(NetworkBuilder b, Preprocessing? preprocessing)
    {
        string cam = Features(b);
        bool hasPositions = b.ShapeOf(cam) is [_, var height, var width] && height * width > 1;
        Head(b);
        return b.Build(new NetworkDetails { CamLayer = hasPositions ? cam : null, Preprocessing = preprocessing });
    }

    /// <summary>Lays everything that has positions.</summary>
    /// <returns>The layer that layer methods explain by default.</returns>
    internal abstract string Features(NetworkBuilder b);

    /// <summary>Lays what turns the features into scores.</summary>
    internal abstract void Head(NetworkBuilder b);
}
