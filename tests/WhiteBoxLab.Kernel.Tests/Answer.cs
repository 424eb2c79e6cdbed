using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Tests;

/// <summary>How a command ended, and its events in order.</summary>
public sealed record Answer(CommandResult Result, IReadOnlyList<Event> Events)
{
    public IReadOnlyList<string> Kinds => [.. Events.Select(one => one.EventType)];

    public string Printed => string.Concat(Events.OfType<StandardOutputValueProduced>().Select(Text));

    public string PrintedAsError => string.Concat(Events.OfType<StandardErrorValueProduced>().Select(Text));

    public string? Returned => Form<ReturnValueProduced>("text/plain");

    public string? Form<T>(string mimeType)
        where T : DisplayEvent =>
        Events.OfType<T>().SelectMany(one => one.FormattedValues).FirstOrDefault(value => value.MimeType == mimeType)?.Value;

    private static string? Text(DisplayEvent shown) => shown.FormattedValues[0].Value;
}
