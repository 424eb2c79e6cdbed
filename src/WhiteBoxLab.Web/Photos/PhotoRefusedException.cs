namespace WhiteBoxLab.Web.Photos;

/// <summary>A photo is not taken. The message is a finished sentence for the visitor.</summary>
/// <param name="message">What is in the way and what to do.</param>
public sealed class PhotoRefusedException(string message) : Exception(message)
{
    internal static PhotoRefusedException TooLarge(long length) =>
        new($"The file has {length >> 20} MB or more; {PhotoStore.LargestPhoto >> 20} MB is the limit. Choose a smaller one.");

    internal static PhotoRefusedException LinkedAway() =>
        new("The folder 'photos' beside the notebooks, or the photo in it, is a link that leads elsewhere. Remove the link and try again.");

    internal static PhotoRefusedException Empty() => new("This file is empty. Choose another one.");
}
