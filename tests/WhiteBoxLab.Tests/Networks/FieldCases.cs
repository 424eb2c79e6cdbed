namespace WhiteBoxLab.Tests;

/// <summary>Small networks and photos of <c>tests/data/cases</c>, whose right values are known by hand or from float64.</summary>
internal static class FieldCases
{
    public static string At(string path) => Path.Combine(TestData.OfRepository, "cases", path);

    public static Network Network(string name) => WhiteBoxLab.Network.Open(At($"nets/{name}"));

    public static Photo Photo(string name) => WhiteBoxLab.Photo.Open(At($"pics/{name}.png"));

    /// <summary>What a network sees in a photo, by label.</summary>
    public static Dictionary<string, Prediction> Seen(string network, string photo)
    {
        using Network opened = Network(network);
        return opened.Classify(Photo(photo), opened.Classes).ToDictionary(p => p.Label);
    }

    /// <summary>The scores for a photo, in the order of the classes.</summary>
    public static double[] Scores(string network, string photo)
    {
        using Network opened = Network(network);
        return [.. opened.Classify(Photo(photo), opened.Classes).OrderBy(p => p.Class).Select(p => p.Score)];
    }
}
