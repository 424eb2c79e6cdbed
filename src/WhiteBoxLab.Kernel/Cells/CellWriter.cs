using System.Text;

namespace WhiteBoxLab.Kernel.Cells;

/// <summary>A console writer that hands every text to the cell whose code wrote it.</summary>
internal sealed class CellWriter(RunningCell output, bool toError) : TextWriter(System.Globalization.CultureInfo.InvariantCulture)
{
    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => Write([value]);

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void WriteLine(string? value) => Write(value + "\n");

    public override void Write(ReadOnlySpan<char> buffer) => output.Current?.Printed.Write(buffer, toError);
}
