using TorchSharp;

namespace WhiteBoxLab.Kernel.Explaining;

/// <summary>A photo as a network sees it, kept so that an explanation need not decode it again.</summary>
internal sealed class SeenPhoto(Photo seen, torch.Tensor input, Func<torch.Tensor, IReadOnlyList<Prediction>> classify) : IDisposable
{
    private IReadOnlyList<Prediction>? predictions;

    /// <summary>All classes, most probable first.</summary>
    public IReadOnlyList<Prediction> Predictions => predictions ??= classify(Input);

    /// <summary>The part that the network sees, at its input's size.</summary>
    public Photo Seen { get; } = seen;

    /// <summary>[1, 3, H, W], normalised; owned by this object.</summary>
    public torch.Tensor Input { get; } = input;

    /// <summary>Artifact: <see cref="Seen"/> as a picture.</summary>
    public required string Picture { get; init; }

    /// <summary>Artifact: the whole photo, at most 640 pixels wide or high.</summary>
    public required string Preview { get; init; }

    /// <summary>Width of the photo as taken.</summary>
    public required int Width { get; init; }

    /// <summary>Height of the photo as taken.</summary>
    public required int Height { get; init; }

    public void Dispose() => Input.Dispose();
}
