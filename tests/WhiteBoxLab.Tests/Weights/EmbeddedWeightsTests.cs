using TorchSharp;
using Xunit;

namespace WhiteBoxLab.Tests;

public sealed class EmbeddedWeightsTests
{
    [Fact]
    public void The_default_networks_weights_are_in_the_library()
    {
        using Stream? stream = typeof(Safetensors).Assembly.GetManifestResourceStream("efficientnet-lite0/weights.safetensors");

        using Safetensors weights = Safetensors.Read(Assert.IsAssignableFrom<UnmanagedMemoryStream>(stream), "efficientnet-lite0");

        using torch.Tensor stem = weights.Tensor("_conv_stem.weight");
        Assert.Equal([32, 3, 3, 3], stem.shape);
        Assert.True(stem.isfinite().all().item<bool>());
    }

    [Fact]
    public void Every_file_of_reference_numbers_is_sound()
    {
        string[] files = Directory.GetFiles(TestData.Folder, "*.safetensors", SearchOption.AllDirectories);

        foreach (string path in files)
        {
            using Safetensors file = Safetensors.Open(path);
            foreach (string name in file.Names)
                file.Tensor(name).Dispose();
        }

        Assert.True(files.Length > 30, $"{files.Length} files");
    }
}
