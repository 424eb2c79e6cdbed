namespace WhiteBoxLab.Kernel.Running;

/// <summary>The URIs of the kernels in this process, built here and nowhere else.</summary>
/// <param name="Host">The authority, such as <c>pid-1234</c>.</param>
internal sealed record KernelAddress(string Host)
{
    public string Composite => $"kernel://{Host}/";

    public string CSharp => $"kernel://{Host}/csharp";

    /// <summary>What stands here for the client, under the name that .NET Interactive gives it.</summary>
    public string Client => $"kernel://{Host}/vscode";

    /// <summary>The stamps of a command that has arrived.</summary>
    public IReadOnlyList<string> Arrived(bool atCSharp) => [.. Way(atCSharp).Select(uri => uri + "?tag=arrived")];

    /// <summary>The kernels that an event passes on its way out.</summary>
    public IReadOnlyList<string> Out(bool fromCSharp) => [.. Way(fromCSharp).Reverse()];

    private IEnumerable<string> Way(bool toCSharp) => toCSharp ? [Composite, CSharp] : [Composite];
}
