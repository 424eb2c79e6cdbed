using System.Text.Json.Nodes;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Jupyter;

/// <summary>Hands the questions of cells to whoever asked for the cell, and the answers back.</summary>
internal sealed class JupyterInputs
{
    private static readonly string[] From = ["kernel://vscode/"];

    private readonly Lock gate = new();
    private readonly Queue<CommandEnvelope> asked = new();
    private readonly JupyterSockets sockets;
    private readonly JupyterEngine engine;
    private readonly JupyterCells cells;

    public JupyterInputs(JupyterSockets sockets, JupyterEngine engine, JupyterCells cells)
    {
        (this.sockets, this.engine, this.cells) = (sockets, engine, cells);
        engine.CommandReceived += Ask;
        sockets.Answered += Take;
    }

    /// <summary>Forgets questions: the cell that asked has ended.</summary>
    public void Clear()
    {
        lock (gate)
            asked.Clear();
    }

    private void Ask(CommandEnvelope question)
    {
        if (question.Command is not RequestInput input)
            return;
        if (cells.Find(question.RootToken) is not { MayAsk: true } cell)
        {
            _ = engine.AnswerAsync(
                new EventEnvelope(
                    new CommandFailed("Whoever runs this cell does not answer questions: put the value into a variable instead."),
                    question,
                    From
                )
            );
            return;
        }
        lock (gate)
            asked.Enqueue(question);
        sockets.Ask(cell.Request, new JsonObject { ["prompt"] = input.Prompt ?? "", ["password"] = input.IsPassword });
    }

    private void Take(JupyterMessage answer)
    {
        CommandEnvelope? question;
        lock (gate)
            asked.TryDequeue(out question);
        if (answer.Type == "input_reply" && question is not null)
            _ = engine.AnswerAsync(
                new EventEnvelope(new InputProduced(answer.Text("value")), question, From),
                new EventEnvelope(new CommandSucceeded(), question, From)
            );
    }
}
