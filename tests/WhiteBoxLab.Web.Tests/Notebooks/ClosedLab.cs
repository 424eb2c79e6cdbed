using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Compute;
using WhiteBoxLab.Web.Notebooks.Document;
using WhiteBoxLab.Web.Notebooks.Session;
using WhiteBoxLab.Web.Notebooks.Storage;
using WhiteBoxLab.Web.Settings;

namespace WhiteBoxLab.Web.Tests;

/// <summary>A folder with one notebook, <c>a.ipynb</c>, and no kernel: what is done to a notebook and its file without a lab
/// around.</summary>
internal sealed class ClosedLab : IDisposable
{
    private static readonly KernelLauncher NoKernels = new(_ => new KernelStart("/there/is/no/such/program", []), new KernelProcesses());
    private readonly string root = Directory.CreateTempSubdirectory("whiteboxlab-").FullName;

    public string Folder => Path.Combine(root, "notebooks");

    public string Data => Path.Combine(root, "data");

    public string File => Path.Combine(Folder, "a.ipynb");

    public void Write(params (string Id, string Source)[] cells)
    {
        Directory.CreateDirectory(Folder);
        System.IO.File.WriteAllBytes(File, BytesOf(cells));
    }

    public static byte[] BytesOf(params (string Id, string Source)[] cells) =>
        NotebookFile.Bytes(
            new NotebookState("a.ipynb", NotebookFile.NewFrame(), [.. cells.Select(cell => Cell.New(cell.Id, "code", cell.Source))])
        );

    public async Task<LiveNotebook> OpenAsync(string name = "a.ipynb", KernelLauncher? kernels = null, TimeProvider? time = null)
    {
        NotebookFolder folder = new(new LabFolders(Data, Folder));
        CellRunner runner = new(kernels ?? NoKernels, Folder);
        TimeProvider clock = time ?? TimeProvider.System;
        return (await LiveNotebook.OpenAsync(name, Path.Combine(Folder, name), runner, folder, clock))!; // it is there
    }

    /// <summary>What the disk has at this moment, as a process killed now would leave it.</summary>
    public ClosedLab Crashed()
    {
        ClosedLab left = new();
        // asks nobody's lock
        using System.Diagnostics.Process copy = System.Diagnostics.Process.Start("cp", ["-a", Folder, Data, left.root]);
        copy.WaitForExit();
        return left;
    }

    public void Dispose() => Directory.Delete(root, recursive: true);
}
