using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Photos;

namespace WhiteBoxLab.Web.Explorer.Runs;

/// <summary>A photo of a run.</summary>
/// <param name="Source"><c>sample:NAME</c>, or the name of an artifact.</param>
/// <param name="Name">What it is called for people, such as <c>chelsea.png</c>.</param>
public sealed record RunPhoto(string Source, string Name)
{
    /// <summary>A photo that ships with the lab.</summary>
    /// <param name="name">Its name.</param>
    public static RunPhoto Sample(string name) => new(SampleSource.Of(name), name);

    /// <summary>Whether it ships with the lab.</summary>
    public bool IsSample => SampleName is not null;

    /// <summary>The name of a photo that ships with the lab, or null.</summary>
    public string? SampleName => SampleSource.NameIn(Source);

    /// <summary>What commands call it.</summary>
    /// <param name="artifacts">Where photos are kept.</param>
    /// <exception cref="PhotoRefusedException">It is gone from the store.</exception>
    public string ForKernel(IArtifactStore artifacts) => IsSample || artifacts.Has(Source) ? Source : throw Gone;

    private PhotoRefusedException Gone => new($"The photo '{Name}' is gone from the lab's store. Choose it again.");

    /// <summary>Opens the file of one that does not ship with the lab.</summary>
    /// <param name="artifacts">Where photos are kept.</param>
    /// <exception cref="PhotoRefusedException">It is gone from the store.</exception>
    public Stream Open(IArtifactStore artifacts) => artifacts.Open(Source) ?? throw Gone;
}
