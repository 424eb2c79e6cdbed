using System.Net;
using WhiteBoxLab.Kernel.Running;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Packages;

/// <summary>Shows that a package is on its way: one more dot every half second, as .NET Interactive does.</summary>
internal sealed class PackageProgress(KernelCommand command, string name, string? version)
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(0.5);

    private readonly string id = Guid.NewGuid().ToString();

    public string Doing { get; init; } = "Installing Packages";

    public string Did { get; init; } = "Installed Packages";

    /// <summary>Shows it until some work is done.</summary>
    public async Task<T> WhileAsync<T>(Task<T> work)
    {
        command.Publish(new DisplayedValueProduced(Forms(Doing, name, done: false), id));
        for (string dots = "."; await Task.WhenAny(work, Task.Delay(Step)).ConfigureAwait(true) != work; dots += ".")
            command.Publish(new DisplayedValueUpdated(Forms(Doing, name + dots, done: false), id));
        return await work.ConfigureAwait(true);
    }

    /// <summary>Shows that it is there.</summary>
    public void Done(string? found) =>
        command.Publish(new DisplayedValueUpdated(Forms(Did, (found ?? version) is { } exact ? $"{name}, {exact}" : name, done: true), id));

    /// <summary>Shows nothing more.</summary>
    public void Failed() =>
        command.Publish(
            new DisplayedValueUpdated(
                [new FormattedValue("text/html", "<div><div></div><div></div><div></div></div>"), new FormattedValue("text/plain", "")],
                id
            )
        );

    private static FormattedValue[] Forms(string title, string what, bool done)
    {
        string list = $"<div><strong>{title}</strong><ul><li><span>{WebUtility.HtmlEncode(what)}</span></li></ul></div>";
        return
        [
            new FormattedValue("text/html", done ? $"<div><div></div><div></div>{list}</div>" : $"<div><div></div>{list}<div></div></div>"),
            new FormattedValue("text/plain", $"{title}: {what}"),
        ];
    }
}
