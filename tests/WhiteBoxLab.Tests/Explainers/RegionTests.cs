using TorchSharp;
using Xunit;

namespace WhiteBoxLab.Tests;

/// <summary>Maps gathered over regions, where the outcome is known.</summary>
public sealed class RegionTests
{
    private static double[] Explain(RegionExplainer explainer)
    {
        using Network network = new(
            "row",
            [1, 1, 6],
            [new Flatten("flatten", "input"), new Linear("fc", "flatten", torch.ones([1, 6], torch.float64))],
            "fc"
        );
        using torch.Tensor row = torch.ones([1, 1, 1, 6], torch.float64);
        using Attribution map = explainer.Explain(network, row, 0);
        return ToyNetworks.Values(map);
    }

    private static torch.Tensor Map => torch.tensor([4.0, 0, 3, 3, 1, 1], [1, 1, 1, 6]);

    /// <summary>One cut into pairs, one into halves.</summary>
    private static Segmentations Cuts => Segmentations.Of(torch.tensor(new long[] { 0, 0, 1, 1, 2, 2, 0, 0, 0, 1, 1, 1 }, [2, 1, 6]));

    [Fact] // the pair (3, 3) has 3; then of the first half (4, 0) 2, as the first pair; the rest 1
    public void Segments_come_by_the_mean_of_what_they_add()
    {
        Assert.Equal([2, 2, 3, 3, 1, 1], Explain(new Xrai(segments: Cuts, minPixels: 1) { Given = Map }));
        Assert.Equal([2, 2, 3, 3, 1, 1], Explain(new FastXrai(segments: Cuts, minPixels: 1) { Given = Map }));
    }

    [Fact]
    public void Growth_stops_at_the_asked_area_and_the_rest_has_its_own_mean() =>
        Assert.Equal([1.5, 1.5, 3, 3, 1.5, 1.5], Explain(new Xrai(segments: Cuts, minPixels: 1, areaThreshold: 0.2) { Given = Map }));

    [Fact]
    public void Segments_that_add_too_little_are_left_out() => // no pair has three pixels; of the halves (7 / 3, 5 / 3)
        Assert.Equal(
            [7 / 3.0, 7 / 3.0, 7 / 3.0, 5 / 3.0, 5 / 3.0, 5 / 3.0],
            Explain(new Xrai(segments: Cuts, minPixels: 3) { Given = Map }),
            (a, b) => Math.Abs(a - b) < 1e-12
        );

    [Fact]
    public void Felzenszwalbs_segments_follow_edges_and_together_cover_the_photo()
    {
        using IDisposable scope = torch.NewDisposeScope();
        torch.Tensor photo = torch.zeros([3, 48, 48], torch.float64);
        photo.narrow(2, 24, 24).fill_(1);

        torch.Tensor[] segments = [.. Felzenszwalb.Segments(photo)];

        Assert.True(torch.stack(segments).any(0).all().item<bool>());
        bool Reaches(torch.Tensor segment, int column) => segment.select(1, column).any().item<bool>();
        Assert.All(segments, s => Assert.False(Reaches(s, 4) && Reaches(s, 43)));
        Assert.Contains(segments, s => Reaches(s, 4) && s.sum().item<long>() > 20 * 48);
    }

    [Fact]
    public void Segmentations_of_another_size_or_name_are_refused()
    {
        Assert.Equal(
            "The segmentations have the shape [1, 1, 5]; they must be [cuts, 1, 6].",
            Assert
                .Throws<ArgumentException>(() =>
                    Explain(new Xrai(segments: Segmentations.Of(torch.zeros([1, 1, 5], torch.int64))) { Given = Map })
                )
                .Message
        );
        Assert.Equal(
            "The segmentations 'stripes' are not known. There are felzenszwalb, "
                + "and where the input is a tensor file, file and file:KEY.",
            Assert.Throws<ArgumentException>(() => Catalogue.Create("xrai", new() { ["segments"] = "stripes" })).Message
        );
    }
}
