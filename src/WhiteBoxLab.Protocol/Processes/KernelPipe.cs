using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace WhiteBoxLab.Protocol;

// A kernel's process and the three pipes to it.
internal sealed class KernelPipe : IDisposable
{
    private readonly Process process;
    private readonly SemaphoreSlim writing = new(1, 1);

    private KernelPipe(Process process) => (this.process, Id) = (process, process.Id);

    public int Id { get; }

    public StreamReader Output => process.StandardOutput;

    public StreamReader Errors => process.StandardError;

    public static KernelPipe Start(KernelStart start)
    {
        UTF8Encoding utf8 = new(encoderShouldEmitUTF8Identifier: false);
        ProcessStartInfo info = new(start.FileName, start.Arguments)
        {
            WorkingDirectory = start.WorkingDirectory ?? "",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = utf8,
            StandardOutputEncoding = utf8,
            StandardErrorEncoding = utf8,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        if (!start.InheritsEnvironment)
            info.Environment.Clear();
        foreach ((string name, string value) in KernelStart.CalmEnvironment.Concat(start.Environment ?? new Dictionary<string, string>()))
            info.Environment[name] = value;
        try
        {
            return new KernelPipe(Process.Start(info) ?? throw new InvalidOperationException($"'{start.FileName}' did not start."));
        }
        catch (Win32Exception exception)
        {
            throw new InvalidOperationException($"The kernel '{start.FileName}' cannot be started: {exception.Message}.", exception);
        }
    }

    // False when nobody reads any more.
    public async Task<bool> TrySendAsync(string line, CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await process.StandardInput.WriteAsync((line + "\n").AsMemory(), cancellationToken).ConfigureAwait(false);
            await process.StandardInput.FlushAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            return false;
        }
        finally
        {
            writing.Release();
        }
    }

    public async Task CloseAsync()
    {
        await writing.WaitAsync().ConfigureAwait(false);
        try
        {
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The pipe is broken: it is closed.
        }
        finally
        {
            writing.Release();
        }
    }

    public async Task<int> ExitAsync()
    {
        await process.WaitForExitAsync().ConfigureAwait(false);
        return process.ExitCode;
    }

    public void Kill()
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It was faster.
        }
    }

    public void Dispose()
    {
        process.Dispose();
        writing.Dispose();
    }
}
