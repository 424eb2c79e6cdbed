namespace WhiteBoxLab;

public sealed partial class Network
{
    /// <summary>
    /// EfficientNet-Lite0 with its ImageNet weights, which ship with the library: 1000 classes, 224 x 224 pixels, 4.65 million weights,
    /// ReLU6.
    /// </summary>
    /// <returns>A network of float32 weights; the caller disposes it.</returns>
    /// <remarks>Tan and Le, "EfficientNet", 2019; the Lite variants by the TensorFlow authors, 2020. Apache 2.0.</remarks>
    public static Network EfficientNetLite0()
    {
        using Safetensors weights = Safetensors.Read(
            (UnmanagedMemoryStream)Resource("efficientnet-lite0/weights.safetensors"),
            "weights.safetensors"
        );
        return NetworkFolder.Read(
            System.Text.Encoding.UTF8.GetBytes(ResourceText("efficientnet-lite0/network.json")),
            weights,
            ResourceText("efficientnet-lite0/labels.txt").TrimEnd('\n').Split('\n'),
            ResourceText("efficientnet-lite0/preprocessing.json")
        );
    }

    /// <summary>
    /// Opens a network from a folder with <c>network.json</c> and <c>weights.safetensors</c>, and <c>labels.txt</c> and
    /// <c>preprocessing.json</c> where there are such.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <returns>The network; the caller disposes it.</returns>
    /// <exception cref="NetworkException">The description does not fit itself or the weights; the message names the layer.</exception>
    /// <exception cref="WeightsException">The weights are not a sound safetensors file.</exception>
    public static Network Open(string folder) => NoGradient(() => NetworkFolder.Open(folder));

    /// <summary>Writes the network as a folder that <see cref="Open"/> reads back bit for bit.</summary>
    /// <param name="folder">The folder; made if need be, files in it are replaced.</param>
    public void Save(string folder) => NetworkFolder.Save(this, folder);

    /// <summary>
    /// The patterns that lie beside the network as <c>patterns.safetensors</c>, read when they are asked for; null where there are none.
    /// </summary>
    /// <exception cref="WeightsException">The file is no sound file of patterns.</exception>
    public Patterns? Patterns => Details.Patterns?.Get();

    /// <summary>The classes in words, by number; empty when unknown.</summary>
    public IReadOnlyList<string> Labels => Details.Labels;

    /// <summary>Whether <see cref="Preprocessing"/> is known.</summary>
    public bool HasPreprocessing => Details.Preprocessing is not null;

    /// <summary>How a photo becomes this network's input.</summary>
    /// <exception cref="InvalidOperationException">The network came without it; give it tensors instead of photos.</exception>
    public Preprocessing Preprocessing =>
        Details.Preprocessing
        ?? throw new InvalidOperationException(
            $"'{Name}' came without preprocessing.json, so a photo cannot become its input. Give it a tensor "
                + $"{Require.Shape(InputShape)} that is normalised already."
        );

    /// <summary>A class in words; its number where no words are known.</summary>
    /// <param name="target">The class, from 0.</param>
    public string LabelOf(int target) =>
        target switch
        {
            < 0 => "several outputs",
            _ when target < Labels.Count => Labels[target],
            _ => $"class {target}",
        };

    private static Stream Resource(string name) =>
        typeof(Network).Assembly.GetManifestResourceStream(name)
        ?? throw new InvalidOperationException($"The assembly was built without '{name}'.");

    private static string ResourceText(string name)
    {
        using StreamReader reader = new(Resource(name));
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
