namespace WhiteBoxLab.Kernel.Cells.Inputs;

/// <summary>
/// Stands for standard input: a cell that reads a line asks for it below itself. What was printed last without an end of line is the
/// question.
/// </summary>
internal sealed class CellReader(RunningCell output, InputRequests requests) : TextReader
{
    private string line = "";
    private int read;

    public override int Peek() => read < line.Length || Fill() ? line[read] : -1;

    public override int Read()
    {
        int next = Peek();
        read++;
        return next;
    }

    public override int Read(char[] buffer, int index, int count)
    {
        if (count == 0 || Peek() < 0)
            return 0;
        int some = Math.Min(count, line.Length - read);
        line.CopyTo(read, buffer, index, some);
        read += some;
        return some;
    }

    public override string? ReadLine()
    {
        if (read >= line.Length)
            Fill();
        string rest = line[read..].TrimEnd('\n');
        read = line.Length;
        return rest;
    }

    public override string ReadToEnd() => ReadLine() ?? "";

    private bool Fill()
    {
        CellRun run = output.Current ?? throw new InvalidOperationException("There is no running cell to ask in.");
        string prompt = run.Printed.OpenLine;
        string answer = requests.AskAsync(run.Command, prompt.Trim(), isPassword: false).GetAwaiter().GetResult();
        run.Printed.Write(answer + "\n", toError: false);
        (line, read) = (answer + "\n", 0);
        return true;
    }
}
