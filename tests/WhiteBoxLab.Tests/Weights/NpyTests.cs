using System.Text;
using TorchSharp;
using Xunit;

namespace WhiteBoxLab.Tests;

public sealed class NpyTests
{
    [Theory]
    [InlineData(torch.ScalarType.Float32)]
    [InlineData(torch.ScalarType.Float64)]
    public void A_written_tensor_reads_back(torch.ScalarType type)
    {
        foreach (long[] shape in new long[][] { [], [5], [2, 3], [1, 3, 4, 5], [0, 2] })
        {
            using torch.Tensor written = torch.arange(shape.Aggregate(1L, (a, b) => a * b)).reshape(shape).to(type);

            byte[] bytes = Npy.Bytes(written);
            using torch.Tensor read = Npy.Read(bytes, "x.npy");

            Assert.Equal(0, (bytes.Length - (int)written.NumberOfElements * (type == torch.ScalarType.Float32 ? 4 : 8)) % 64);
            Assert.Equal(type, read.dtype);
            Assert.Equal(shape, read.shape);
            Assert.True(written.equal(read).all().item<bool>());
        }
    }

    [Fact]
    public void The_header_is_the_one_that_NumPy_writes()
    {
        byte[] bytes = Npy.Bytes(torch.zeros(3));

        Assert.Equal("{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }", Encoding.ASCII.GetString(bytes, 10, 118).TrimEnd());
        Assert.Equal((byte)'\n', bytes[127]);
        Assert.Equal([0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0, 118, 0], bytes[..10]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Fortran_order_reads_as_the_same_array_in_every_version(byte version)
    {
        byte[] file = File("{'descr': '<f8', 'fortran_order': True, 'shape': (2, 3), }\n", [0d, 3, 1, 4, 2, 5], version);

        using torch.Tensor read = Npy.Read(file, "f.npy");

        Assert.Equal([0d, 1, 2, 3, 4, 5], read.data<double>().ToArray());
        Assert.Equal([2, 3], read.shape);
    }

    [Theory]
    [InlineData(
        "{'descr': '<i8', 'fortran_order': False, 'shape': (1,), }",
        "f.npy holds numbers of the kind '<i8'; save it as little-endian float32 ('<f4') or float64 ('<f8')."
    )]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (3,), }", "f.npy of shape (3) needs 24 bytes of numbers but has 8.")]
    [InlineData(
        "{'descr': '<f8', 'fortran_order': False, 'shape': (4611686018427387904, 4), }",
        "f.npy of shape (4611686018427387904, 4) needs more bytes than can be counted but has 8."
    )]
    [InlineData(
        "{'descr': '<f8', 'fortran_order': False, 'shape': (-1,), }",
        "f.npy has the shape (-1,), which is not one of at most 32 whole numbers."
    )]
    [InlineData("{'shape': (1,)}", "f.npy has no NumPy header with descr, fortran_order and shape.")]
    public void A_bad_header_is_refused_with_a_sentence(string header, string sentence)
    {
        byte[] file = File(header, [1d], 1);

        Assert.Equal(sentence, Assert.Throws<WeightsException>(() => Npy.Read(file, "f.npy")).Message);
    }

    [Fact]
    public void Whatever_is_changed_in_a_file_only_the_documented_exception_comes_out()
    {
        byte[] sound = File("{'descr': '<f8', 'fortran_order': True, 'shape': (2, 3), }\n", [0d, 3, 1, 4, 2, 5], 1);
        Random random = new(7);
        for (int i = 0; i < 3000; i++)
        {
            byte[] bytes = [.. sound.AsSpan(0, random.Next(8) == 0 ? random.Next(sound.Length) : sound.Length)];
            for (int changes = random.Next(1, 4); changes > 0 && bytes.Length > 0; changes--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            try
            {
                Npy.Read(bytes, "f.npy").Dispose();
            }
            catch (WeightsException error)
            {
                Assert.NotEmpty(error.Message);
            }
        }
    }

    private static byte[] File(string header, double[] numbers, byte version)
    {
        using MemoryStream stream = new();
        stream.Write([0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', version, 0, (byte)header.Length, 0]);
        if (version > 1)
            stream.Write([0, 0]);
        stream.Write(Encoding.ASCII.GetBytes(header));
        foreach (double number in numbers)
            stream.Write(BitConverter.GetBytes(number));
        return stream.ToArray();
    }
}
