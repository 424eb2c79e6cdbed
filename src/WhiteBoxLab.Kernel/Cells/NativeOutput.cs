using System.Text;
using WhiteBoxLab.Kernel.Running;

namespace WhiteBoxLab.Kernel.Cells;

/// <summary>Reads what native code and child processes print into descriptor 1.</summary>
internal sealed class NativeOutput
{
    private readonly Lock reading = new();
    private readonly FileStream stream;
    private readonly Action<string> take;
    private readonly Decoder decoder = new UTF8Encoding(false).GetDecoder();
    private readonly byte[] bytes = new byte[4096];
    private readonly char[] chars = new char[4097];

    public NativeOutput(FileStream stream, Action<string> take)
    {
        (this.stream, this.take) = (stream, take);
        new Thread(Run) { Name = "native output", IsBackground = true }.Start();
    }

    private int Descriptor => (int)stream.SafeFileHandle.DangerousGetHandle();

    /// <summary>Reads what is there by now.</summary>
    public void Drain()
    {
        _ = Libc.Flush(0);
        ReadWhatIsThere();
    }

    private void Run()
    {
        while (true)
        {
            _ = Libc.WaitForInput(Descriptor, -1);
            ReadWhatIsThere();
        }
    }

    // Under the lock nobody ever waits for input: it may have been read by the other one already.
    private void ReadWhatIsThere()
    {
        lock (reading)
        {
            while (Libc.WaitForInput(Descriptor, 0) > 0 && stream.Read(bytes) is > 0 and int count)
                take(new string(chars, 0, decoder.GetChars(bytes, 0, count, chars, 0)));
        }
    }
}
