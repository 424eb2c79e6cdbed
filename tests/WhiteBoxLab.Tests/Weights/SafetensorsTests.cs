using TorchSharp;
using Xunit;

namespace WhiteBoxLab.Tests;

public sealed class SafetensorsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("weights").FullName;

    public static TheoryData<torch.ScalarType, string> Formats =>
        new()
        {
            { torch.ScalarType.Float64, "F64" },
            { torch.ScalarType.Float32, "F32" },
            { torch.ScalarType.Float16, "F16" },
            { torch.ScalarType.BFloat16, "BF16" },
            { torch.ScalarType.Int64, "I64" },
            { torch.ScalarType.Int32, "I32" },
            { torch.ScalarType.Byte, "U8" },
            { torch.ScalarType.Bool, "BOOL" },
        };

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_saved_tensor_opens_in_its_own_format(torch.ScalarType type, string name)
    {
        using torch.Tensor saved = torch.arange(24, dtype: torch.float32).reshape(2, 3, 4).remainder(2).to(type);
        string path = Path.Combine(folder, "t.safetensors");
        Safetensors.Save(path, [("a.weight", saved), ("empty", torch.zeros(0, 5)), ("scalar", torch.tensor(3L))]);

        using Safetensors file = Safetensors.Open(path);
        using torch.Tensor read = file.Tensor("a.weight");

        Assert.Equal(["a.weight", "empty", "scalar"], file.Names.Order());
        Assert.Equal(name, file.DtypeOf("a.weight"));
        Assert.Equal([2, 3, 4], file.ShapeOf("a.weight"));
        Assert.Equal(type, read.dtype);
        Assert.True(saved.equal(read).all().item<bool>());
        Assert.Equal(3L, file.Tensor("scalar").item<long>());
        Assert.Equal([0, 5], file.Tensor("empty").shape);
    }

    [Fact]
    public void A_transposed_tensor_is_saved_in_row_major_order()
    {
        using torch.Tensor turned = torch.arange(6, dtype: torch.float32).reshape(2, 3).t();
        string path = Path.Combine(folder, "t.safetensors");

        Safetensors.Save(path, [("t", turned)]);

        using Safetensors file = Safetensors.Open(path);
        Assert.Equal([0f, 3f, 1f, 4f, 2f, 5f], file.Tensor("t").data<float>().ToArray());
    }

    [Fact]
    public void A_read_tensor_outlives_its_file()
    {
        string path = Path.Combine(folder, "t.safetensors");
        Safetensors.Save(path, [("t", torch.ones(4))]);
        Safetensors file = Safetensors.Open(path);
        using torch.Tensor read = file.Tensor("t");

        file.Dispose();

        Assert.Equal(4f, read.sum().item<float>());
        Assert.Throws<ObjectDisposedException>(() => file.Tensor("t"));
    }

    [Fact]
    public void An_unknown_tensor_is_refused_with_those_there_are()
    {
        using Safetensors file = Safetensors.Read(
            SafetensorsBytes.Of("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4),
            "net"
        );

        WeightsException error = Assert.Throws<WeightsException>(() => file.Tensor("v"));

        Assert.Equal("net has no tensor 'v'. It has 1: 'w'.", error.Message);
    }

    [Fact]
    public void A_format_without_a_tensor_is_refused_when_asked_for()
    {
        using Safetensors file = Safetensors.Read(
            SafetensorsBytes.Of("""{"w":{"dtype":"F8_E4M3","shape":[4],"data_offsets":[0,4]}}""", 4),
            "net"
        );

        WeightsException error = Assert.Throws<WeightsException>(() => file.Tensor("w"));

        Assert.Equal(
            "net: tensor 'w' has the dtype F8_E4M3, which cannot be read; convert it to one of F64, F32, F16, BF16, I64, I32, "
                + "I16, I8, U8, BOOL.",
            error.Message
        );
    }

    [Fact]
    public void Two_tensors_of_one_name_are_not_saved_and_nothing_is_left()
    {
        string path = Path.Combine(folder, "t.safetensors");

        Assert.Throws<ArgumentException>(() => Safetensors.Save(path, [("t", torch.ones(1)), ("t", torch.ones(1))]));

        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public void A_missing_file_is_refused_by_name() =>
        Assert.Equal(
            "There is no file '/nowhere/x.safetensors'.",
            Assert.Throws<WeightsException>(() => Safetensors.Open("/nowhere/x.safetensors")).Message
        );

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
