using Xunit;

namespace WhiteBoxLab.Tests;

public sealed class DamagedSafetensorsTests
{
    public static TheoryData<string, int, string> Damaged =>
        new()
        {
            {
                """{"w":{"dtype":"F32","shape":[2,3],"data_offsets":[0,20]}}""",
                20,
                "net: tensor 'w' of shape [2, 3] and dtype F32 takes 24 bytes, but its data_offsets 0 to 20 hold 20."
            },
            {
                """{"w":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]}}""",
                20,
                "net: tensor 'w' ends at byte 24 of the data, but the file has only 20; it was cut."
            },
            { """{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 9, "net has 9 bytes of data, but its tensors end at byte 4." },
            {
                """{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"v":{"dtype":"U8","shape":[2],"data_offsets":[3,5]}}""",
                5,
                "net: tensor 'v' begins at byte 3, inside the tensor before it, which ends at 4."
            },
            {
                """{"w":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"v":{"dtype":"U8","shape":[1],"data_offsets":[4,5]}}""",
                5,
                "net: tensor 'v' begins at byte 4, but the tensor before it ends at 1; the bytes between belong to nobody."
            },
            {
                """{"w":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"w":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}""",
                2,
                "net has two tensors named 'w'."
            },
            {
                """{"w":{"dtype":"U8","shape":[1],"data_offsets":[4,1]}}""",
                4,
                "net: tensor 'w' ends at byte 1, before it begins at byte 4."
            },
            {
                """{"w":{"dtype":"U8","shape":[-1],"data_offsets":[0,1]}}""",
                1,
                "net: tensor 'w' has a shape with an entry that is not a whole number from 0 to 9223372036854775807."
            },
            {
                """{"w":{"dtype":"U8","shape":[1.5],"data_offsets":[0,1]}}""",
                1,
                "net: tensor 'w' has a shape with an entry that is not a whole number from 0 to 9223372036854775807."
            },
            {
                """{"w":{"dtype":"U8","shape":[1],"data_offsets":[0,99999999999999999999]}}""",
                1,
                "net: tensor 'w' has a data_offsets with an entry that is not a whole number from 0 to 9223372036854775807."
            },
            {
                """{"w":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}}""",
                0,
                "net: tensor 'w' has the shape [4611686018427387904, 4], which has more bytes than can be counted."
            },
            {
                """{"w":{"dtype":"F32","shape":[4611686018427387904,0,4],"data_offsets":[0,0]}}""",
                0,
                "net: tensor 'w' has the shape [4611686018427387904, 0, 4], which has more bytes than can be counted."
            },
            {
                """{"w":{"dtype":"Q4","shape":[1],"data_offsets":[0,1]}}""",
                1,
                "net: tensor 'w' has the unknown dtype 'Q4'; known are F64, F32, F16, BF16, I64, I32, I16, I8, U8, BOOL, U16, "
                    + "U32, U64, F8_E4M3, F8_E5M2, C64."
            },
            {
                """{"w":{"dtype":"U8","data_offsets":[0,1]}}""",
                1,
                "net: tensor 'w' lacks its dtype, its shape or the two numbers of its data_offsets."
            },
            {
                """{"w":{"dtype":"U8","shape":[1],"data_offsets":[0,1,2]}}""",
                1,
                "net: tensor 'w' has a data_offsets of more than 2 numbers."
            },
            {
                """{"w":{"dtype":"U8","dtype":"U8","shape":[1],"data_offsets":[0,1]}}""",
                1,
                "net: tensor 'w' has its dtype twice, or not as a text."
            },
            { """{"w":7}""", 0, "net: tensor 'w' is not described by a JSON object with dtype, shape and data_offsets." },
            { """[]""", 0, "net has a header that is not a JSON object." },
        };

    [Theory]
    [MemberData(nameof(Damaged))]
    public void A_damaged_file_is_refused_with_names_and_sizes(string header, int dataLength, string sentence)
    {
        byte[] file = SafetensorsBytes.Of(header, dataLength);

        WeightsException error = Assert.Throws<WeightsException>(() => Safetensors.Read(file, "net"));

        Assert.Equal(sentence, error.Message);
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("{\"w\":")]
    [InlineData("{\"\\ud800\":{}}")]
    [InlineData("{} {}")]
    [InlineData("")]
    public void A_header_that_is_no_JSON_is_refused(string header)
    {
        WeightsException error = Assert.Throws<WeightsException>(() => Safetensors.Read(SafetensorsBytes.Of(header, 0), "net"));

        Assert.StartsWith("net has a header that is not ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_longer_than_the_file_is_refused()
    {
        WeightsException cut = Assert.Throws<WeightsException>(() =>
            Safetensors.Read(SafetensorsBytes.Of("{}", 0, headerLength: 500), "net")
        );
        WeightsException huge = Assert.Throws<WeightsException>(() =>
            Safetensors.Read(SafetensorsBytes.Of("{}", 0, headerLength: -1), "net")
        );
        WeightsException empty = Assert.Throws<WeightsException>(() => Safetensors.Read(Array.Empty<byte>(), "net"));

        Assert.Equal("net says that its header has 500 bytes, but only 2 follow; the file was cut.", cut.Message);
        Assert.Equal(
            "net says that its header has 18446744073709551615 bytes; 100000000 is the limit, so this is hardly a safetensors file.",
            huge.Message
        );
        Assert.Equal("net has 0 bytes; a safetensors file begins with 8 bytes that tell the length of its header.", empty.Message);
    }

    [Fact]
    public void Whatever_is_changed_in_a_file_only_the_documented_exception_comes_out()
    {
        byte[] sound = SafetensorsBytes.Of(
            """{"__metadata__":{"a":"b"},"w":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},"flag":{"dtype":"BOOL","shape":"""
                + """[4],"data_offsets":[24,28]},"n":{"dtype":"I64","shape":[],"data_offsets":[28,36]}}""",
            36
        );
        Random random = new(20260);

        for (int i = 0; i < 5000; i++)
            ReadAll(Mutated(sound, random));

        using Safetensors file = Safetensors.Read(sound, "sound");
        Assert.Equal(3, file.Names.Count);
    }

    private static void ReadAll(byte[] bytes)
    {
        try
        {
            using Safetensors file = Safetensors.Read(bytes, "mutated");
            foreach (string name in file.Names)
                file.Tensor(name).Dispose();
        }
        catch (WeightsException error)
        {
            Assert.NotEmpty(error.Message);
        }
    }

    private static byte[] Mutated(byte[] sound, Random random)
    {
        List<byte> bytes = new(sound);
        for (int changes = random.Next(1, 4); changes > 0 && bytes.Count > 0; changes--)
        {
            int at = random.Next(random.Next(4) == 0 ? bytes.Count : Math.Min(bytes.Count, 210));
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[at] = (byte)"0123456789-.eE[]{},:\""[random.Next(21)];
                    break;
                case 2:
                    bytes.RemoveAt(at);
                    bytes[0] -= (byte)random.Next(2);
                    break;
                case 3:
                    bytes.Insert(at, (byte)"0123456789-,[]{}\""[random.Next(17)]);
                    bytes[0] += (byte)random.Next(2);
                    break;
                default:
                    bytes.RemoveRange(at, random.Next(bytes.Count - at));
                    break;
            }
        }
        return [.. bytes];
    }
}
