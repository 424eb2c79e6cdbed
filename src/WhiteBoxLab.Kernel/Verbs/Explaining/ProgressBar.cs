using System.Globalization;

namespace WhiteBoxLab.Kernel.Verbs.Explaining;

/// <summary>A bar on the terminal; nothing where stderr is no terminal.</summary>
internal sealed class ProgressBar(string title) : IProgress<Step>
{
    private const int Width = 30;

    private readonly bool shown = !Console.IsErrorRedirected;

    public void Report(Step value)
    {
        if (!shown)
            return;
        int full = (int)(Width * value.Fraction);
        string left = value.SecondsLeft is { } seconds ? string.Create(CultureInfo.InvariantCulture, $"  {seconds:F0} s left") : "";
        Console.Error.Write(
            $"\r{title} [{new string('#', full)}{new string(' ', Width - full)}] {value.Done}/{value.Total} {value.Unit}{left}\e[K"
        );
    }

    /// <summary>Wipes the bar away.</summary>
    public void Clear()
    {
        if (shown)
            Console.Error.Write("\r\e[K");
    }
}
