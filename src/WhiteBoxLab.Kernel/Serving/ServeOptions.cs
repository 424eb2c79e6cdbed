namespace WhiteBoxLab.Kernel.Serving;

/// <summary>What <c>serve</c> was started with.</summary>
/// <param name="Artifacts">The folder for maps and pictures.</param>
/// <param name="WorkingDirectory">The folder that cells start in; null for the current one.</param>
/// <param name="Host">The authority of the kernel's address.</param>
/// <param name="Warm">Whether to get ready before the first command asks for it.</param>
/// <param name="WarmMaps">Whether that is to include a map by each method.</param>
/// <param name="Input">Whether the client answers questions.</param>
/// <param name="Outputs">The folder for what is too much to show.</param>
/// <param name="Limits">Which limits it lives under, for people; null where nobody set any.</param>
internal sealed record ServeOptions(
    string Artifacts,
    string? WorkingDirectory,
    string Host,
    bool Warm,
    bool WarmMaps,
    bool Input,
    string Outputs,
    string? Limits
)
{
    /// <summary>A folder of artifacts that are only read; null for none.</summary>
    public string? SharedArtifacts { get; init; }
}
