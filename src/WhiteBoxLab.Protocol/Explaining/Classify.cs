namespace WhiteBoxLab.Protocol;

/// <summary>Asks what a network sees in a photo. Answered by <see cref="PhotoClassified"/>. An extension of ours.</summary>
/// <param name="Photo"><c>sample:NAME</c> or the name of an artifact.</param>
/// <param name="Network">The name of a network, or the absolute path of a network's folder.</param>
/// <param name="Count">How many classes to list, most probable first.</param>
public sealed record Classify(string Photo, string Network, int Count) : Command;

/// <summary>What a network sees in a photo.</summary>
/// <param name="Width">Width of the photo as taken, in pixels.</param>
/// <param name="Height">Height of the photo as taken, in pixels.</param>
/// <param name="CropLeft">Left edge of the square that the network sees, in pixels of the photo.</param>
/// <param name="CropTop">Its top edge.</param>
/// <param name="CropWidth">Its width.</param>
/// <param name="CropHeight">Its height.</param>
/// <param name="Input">Artifact: that square at the network's input size, <c>.png</c>.</param>
/// <param name="Preview">Artifact: the whole photo, at most 640 pixels wide or high, <c>.png</c>.</param>
/// <param name="Predictions">The most probable classes, most probable first.</param>
public sealed record PhotoClassified(
    int Width,
    int Height,
    int CropLeft,
    int CropTop,
    int CropWidth,
    int CropHeight,
    string Input,
    string Preview,
    IReadOnlyList<ClassPrediction> Predictions
) : Event;

/// <summary>A class and how probable a network holds it.</summary>
/// <param name="Class">The class, from 0.</param>
/// <param name="Label">In words.</param>
/// <param name="Score">Before softmax or sigmoid.</param>
/// <param name="Probability">0 to 1; not a number where the outputs are quantities.</param>
public sealed record ClassPrediction(int Class, string Label, double Score, double Probability);
