namespace WhiteBoxLab.Protocol;

/// <summary>Asks for a picture made small for lists. Answered by <see cref="ThumbnailMade"/>. An extension of ours.</summary>
/// <param name="Picture">The name of an artifact: JPEG, PNG, WebP or the first frame of a GIF, at most 40 megapixels.</param>
/// <param name="Side">How many pixels wide and high it is to be.</param>
public sealed record MakeThumbnail(string Picture, int Side) : Command;

/// <summary>A picture made small for lists.</summary>
/// <param name="Thumbnail">Artifact: the middle of the picture as a square, WebP; it has the ending of the picture's name.</param>
public sealed record ThumbnailMade(string Thumbnail) : Event;
