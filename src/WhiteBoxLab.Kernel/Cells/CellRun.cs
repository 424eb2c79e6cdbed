using System.Globalization;
using WhiteBoxLab.Kernel.Displays;
using WhiteBoxLab.Kernel.Running;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Cells;

/// <summary>One run of one cell: its number, its token, and the way out for what it prints and shows.</summary>
internal sealed class CellRun
{
    private const int MostDisplays = 2000,
        MostFailure = 100_000;

    private readonly DisplayMaker displays;
    private int shown;

    public CellRun(KernelCommand command, int order, DisplayMaker displays)
    {
        (Command, Order, this.displays) = (command, order, displays);
        Printed = new PrintedText(command.PublishLate, new SpilledText(displays.Files, Name));
        command.Publishing += Printed.Flush;
    }

    public KernelCommand Command { get; }

    /// <summary>Its place in the order of runs, from 1.</summary>
    public int Order { get; }

    /// <summary>What it calls itself in a stack trace.</summary>
    public string Name => $"cell {Order}";

    public PrintedText Printed { get; }

    /// <summary>What is to be done when the next stretch of code is over; null for nothing.</summary>
    public Action? AfterPart { get; set; }

    /// <summary>Who takes the next stretch of text for the kernel <c>value</c>; null for nobody.</summary>
    public Action<string>? ForValue { get; set; }

    /// <summary>Shows a value, new or in the place of an older one.</summary>
    public void Show(object? value, string valueId, bool update)
    {
        if (!update && Interlocked.Increment(ref shown) is > MostDisplays and var place)
        {
            if (place == MostDisplays + 1)
                Printed.Write($"\n... a cell may show {MostDisplays} values; what came after is left out.\n", toError: true);
            return;
        }
        Display display = displays.Show(value, valueId);
        Publish(display, update ? new DisplayedValueUpdated(display.Forms, valueId) : new DisplayedValueProduced(display.Forms, valueId));
    }

    /// <summary>What went wrong, cut like printed text where it is too long.</summary>
    public string Fitting(string failure)
    {
        if (failure.Length <= MostFailure)
            return failure;
        int head = MostFailure / 2,
            tail = failure.Length - (MostFailure / 2);
        head -= char.IsHighSurrogate(failure[head - 1]) ? 1 : 0;
        tail += char.IsLowSurrogate(failure[tail]) ? 1 : 0;
        string where = displays.Files.Keep(Name, failure).TrimEnd('.');
        string mark = string.Create(CultureInfo.InvariantCulture, $"\n... {tail - head:N0} characters are left out here. {where} ...\n");
        return $"{failure[..head]}{mark}{failure[tail..]}";
    }

    /// <summary>Shows the value of the last expression.</summary>
    public void Return(object? value)
    {
        string id = Guid.NewGuid().ToString();
        Display display = displays.Show(value, id);
        Publish(display, new ReturnValueProduced(display.Forms, display.Events.Count > 0 ? id : null));
    }

    private void Publish(Display display, Event shown)
    {
        foreach (Event more in display.Events)
            Command.Publish(more);
        Command.Publish(shown);
    }
}
