using WhiteBoxLab.Kernel.Cells;
using WhiteBoxLab.Kernel.Cells.Inputs;
using WhiteBoxLab.Kernel.Magics;
using WhiteBoxLab.Kernel.Running;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Serving;

/// <summary>
/// Runs a few cells as if a client had sent them, in a session that is thrown away: the first real cell then finds all it needs loaded and
/// compiled.
/// </summary>
/// <param name="spare">The session.</param>
/// <param name="address">The address of this kernel.</param>
/// <param name="input">Where cells would ask.</param>
internal sealed class CellWarmUp(CellSession spare, KernelAddress address, InputRequests input)
{
    // What the first cells of notebooks are made of.
    private static readonly string[] Cells =
    [
        "int warm = new[] { 1, 2 }.Sum(); class W { } string f(int a) => $\"{a}\";",
        "Console.WriteLine(f(warm)); foreach (var i in new List<int> { 1 }) { await Task.Yield(); }",
        "display(torch.zeros(1)); f(warm)",
        "1+1",
        "Console.Write(1);",
    ];

    private readonly Queue<string> waiting = new(Cells);
    private readonly CellScript script = new(new MagicContext(spare, new ValueStore(), input));
    private readonly Outbox nowhere = new(Stream.Null);

    /// <summary>Runs one of them. On the thread of cells.</summary>
    /// <returns>Whether there was one left.</returns>
    public bool RunNext()
    {
        if (waiting.TryDequeue(out string? cell))
            Run(Wire.Write(new CommandEnvelope(Wire.NewToken(), new SubmitCode(cell), [])));
        return cell is not null;
    }

    private void Run(string line)
    {
        if (Wire.Read(line) is not CommandLine { Envelope: { Command: SubmitCode cell } envelope })
            return;
        KernelCommand command = new(envelope, true, address, nowhere, _ => { });
        if (command.TryStart())
            script.Run(cell, command);
    }
}
