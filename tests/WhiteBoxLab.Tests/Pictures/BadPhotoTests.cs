using System.Buffers.Binary;
using System.Text;
using Xunit;

namespace WhiteBoxLab.Tests;

public sealed class BadPhotoTests
{
    [Theory]
    [InlineData("", "This file is empty. JPEG, PNG, WebP and GIF work.")]
    [InlineData("Dear diary,\n", "This file is not a picture we can read (it begins like text). JPEG, PNG, WebP and GIF work.")]
    [InlineData(
        "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
        "This file is not a picture we can read (it begins like text). JPEG, PNG, WebP and GIF work."
    )]
    [InlineData("%PDF-1.7", "This file is not a picture we can read (it begins like a PDF). JPEG, PNG, WebP and GIF work.")]
    [InlineData(
        "\0\0\0\u0018ftypheic",
        "This file is not a picture we can read (it begins like HEIC, AVIF or a film). JPEG, PNG, WebP and GIF work."
    )]
    [InlineData(
        "\0\u0001\u0002",
        "This file is not a picture we can read (its first bytes are those of no picture). JPEG, PNG, WebP and GIF work."
    )]
    public void A_file_that_is_no_picture_is_refused_by_what_it_looks_like(string content, string sentence) =>
        Assert.Equal(sentence, Refused(Encoding.Latin1.GetBytes(content)));

    [Fact]
    public void A_bomb_is_refused_before_it_is_decoded()
    {
        byte[] png = File.ReadAllBytes(TestData.At("pictures/palette.png"));
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), 14_560);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), 14_560);

        Assert.Equal("The photo has 212 megapixels; 40 is the limit. Choose a smaller one.", Refused(png));
    }

    [Fact]
    public void A_gif_with_a_huge_screen_is_refused_before_it_is_decoded()
    {
        byte[] gif = File.ReadAllBytes(TestData.At("pictures/animated.gif"));
        gif.AsSpan(6, 4).Fill(0x7F);

        Assert.Equal("The photo has 1065 megapixels; 40 is the limit. Choose a smaller one.", Refused(gif));
    }

    [Fact]
    public void A_jpeg_with_a_huge_frame_is_refused_before_it_is_decoded()
    {
        byte[] jpeg = File.ReadAllBytes(TestData.At("../../wwwroot/photos/rocket.jpg"));
        int frame = jpeg.AsSpan().IndexOf(new byte[] { 0xFF, 0xC0, 0, 17, 8 });
        Assert.True(frame > 0);
        BinaryPrimitives.WriteInt32BigEndian(jpeg.AsSpan(frame + 5), 10_000 << 16 | 4_001);

        Assert.Equal("The photo has 40.1 megapixels; 40 is the limit. Choose a smaller one.", Refused(jpeg));
    }

    [Theory]
    [InlineData("rocket.jpg")]
    [InlineData("coffee.png")]
    public void A_photo_that_is_cut_off_says_so(string file)
    {
        byte[] whole = File.ReadAllBytes(TestData.At($"../../wwwroot/photos/{file}"));

        foreach (double part in new[] { 0.3, 0.7, 0.99 })
            Assert.Equal(
                "The photo is cut off: its file ends before the last row. Send the whole file again.",
                Refused(whole.AsSpan(0, (int)(part * whole.Length)))
            );
        Assert.Equal(
            "This file is not a picture we can read (its first bytes are cut or damaged). JPEG, PNG, WebP and GIF work.",
            Refused(whole.AsSpan(0, 20))
        );
    }

    [Fact]
    public void A_huge_file_is_refused_before_it_is_read()
    {
        string path = Path.GetTempFileName();
        using (FileStream file = File.OpenWrite(path))
            file.SetLength(3_000_000_000);

        PhotoException error = Assert.Throws<PhotoException>(() => Photo.Open(path));

        File.Delete(path);
        Assert.Equal("The file has 3000 MB; 200 is the limit. Choose a smaller photo.", error.Message);
    }

    [Fact]
    public void A_missing_file_is_refused_by_name() =>
        Assert.Equal("There is no file '/nowhere/cat.jpg'.", Assert.Throws<PhotoException>(() => Photo.Open("/nowhere/cat.jpg")).Message);

    [Fact]
    public void Whatever_is_changed_in_a_picture_only_the_documented_exception_comes_out()
    {
        Random random = new(11);
        int decoded = 0,
            refused = 0;
        foreach (string file in Directory.GetFiles(TestData.At("pictures")).Order())
        {
            byte[] sound = File.ReadAllBytes(file);
            for (int i = 0; i < 150; i++)
            {
                byte[] bytes = [.. sound.AsSpan(0, random.Next(4) == 0 ? random.Next(sound.Length) : sound.Length)];
                for (int changes = random.Next(1, 5); changes > 0 && bytes.Length > 0; changes--)
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                _ = Decodes(bytes) ? decoded++ : refused++;
            }
        }
        Assert.True(decoded > 100 && refused > 100, $"{decoded} decoded, {refused} refused");
    }

    private static bool Decodes(byte[] bytes)
    {
        try
        {
            Photo photo = Photo.Decode(bytes, "mutated");
            return photo.Pixels.Length == 3 * photo.Width * photo.Height;
        }
        catch (PhotoException error)
        {
            Assert.NotEmpty(error.Message);
            return false;
        }
    }

    private static string Refused(ReadOnlySpan<byte> bytes)
    {
        byte[] copy = bytes.ToArray();
        return Assert.Throws<PhotoException>(() => Photo.Decode(copy, "bad")).Message;
    }
}
