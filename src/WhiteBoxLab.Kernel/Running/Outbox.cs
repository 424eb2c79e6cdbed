using System.Text;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Running;

/// <summary>
/// Writes events to the client, one line each, whole and in order, from any thread. When the client is gone, so is the process.
/// </summary>
internal sealed class Outbox(Stream stream)
{
    private readonly Lock writing = new();

    public void Send(EventEnvelope envelope) => Send(Wire.Write(envelope));

    /// <summary>Sends the client a command, such as a question.</summary>
    public void Send(CommandEnvelope envelope) => Send(Wire.Write(envelope));

    private void Send(string text)
    {
        byte[] line = Encoding.UTF8.GetBytes(text + "\n");
        try
        {
            lock (writing)
                stream.Write(line);
        }
        catch (IOException)
        {
            Ending.Now(0);
        }
    }
}
