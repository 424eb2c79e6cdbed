using System.Text.Json;
using TorchSharp;
using Xunit;

namespace WhiteBoxLab.Tests;

public sealed class ReferenceInputTests
{
    [Theory]
    [InlineData(0, "chelsea")]
    [InlineData(1, "coffee")]
    [InlineData(2, "astronaut")]
    [InlineData(3, "rocket")]
    [InlineData(4, "china")]
    [InlineData(5, "flower")]
    public void A_sample_photo_becomes_the_reference_input_byte_for_byte(int row, string name)
    {
        Preprocessing preprocessing = Lite0();
        using Safetensors file = Safetensors.Open(TestData.At("networks/efficientnet-lite0/inputs.safetensors"));
        using torch.Tensor all = file.Tensor("input");
        float[] expected = all[row].contiguous().data<float>().ToArray();

        using torch.Tensor input = Photo.Sample(name).ToInput(preprocessing);

        Assert.Equal([1, 3, 224, 224], input.shape);
        int[] levels = [.. input.data<float>().Zip(expected, (a, b) => (int)Math.Abs(Math.Round((a - b) * 128)))];
        Assert.True(levels.Max() <= 1, $"{levels.Max()} levels off");
        Assert.True(levels.Count(l => l > 0) <= levels.Length / 1000, $"{levels.Count(l => l > 0)} of {levels.Length} bytes off");
    }

    [Fact]
    public void The_samples_are_in_the_order_of_the_reference_inputs()
    {
        using JsonDocument top5 = JsonDocument.Parse(File.ReadAllText(TestData.At("networks/efficientnet-lite0/top5.json")));

        Assert.Equal(
            top5.RootElement.EnumerateArray().Select(e => Path.GetFileNameWithoutExtension(e.GetProperty("photo").GetString())!),
            Photo.Samples
        );
    }

    private static Preprocessing Lite0()
    {
        using StreamReader reader = new(typeof(Photo).Assembly.GetManifestResourceStream("efficientnet-lite0/preprocessing.json")!);
        return Preprocessing.Parse(reader.ReadToEnd());
    }
}
