using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Compute;
using WhiteBoxLab.Web.Explorer.Runs;
using WhiteBoxLab.Web.Notebooks.Document;
using WhiteBoxLab.Web.Notebooks.Session;
using WhiteBoxLab.Web.Notebooks.Storage;
using WhiteBoxLab.Web.Photos;

namespace WhiteBoxLab.Web.Explorer;

/// <summary>Writes a run of the Explorer as a notebook whose cells make the same maps.</summary>
/// <param name="sessions">Where it is written.</param>
/// <param name="files">Where the photo goes.</param>
/// <param name="artifacts">Where the photo lies.</param>
/// <param name="code">Writes what makes a map.</param>
public sealed class NotebookMaker(NotebookSessions sessions, NotebookFiles files, IArtifactStore artifacts, RunCode code)
{
    /// <summary>Writes the notebook.</summary>
    /// <param name="run">The run.</param>
    /// <param name="methods">The catalogue's methods.</param>
    /// <returns>Its path.</returns>
    /// <exception cref="PhotoRefusedException">The photo is gone from the store.</exception>
    /// <exception cref="KernelRefusedException">The kernel could not say how a map is made.</exception>
    public async Task<string> MakeAsync(Run run, IReadOnlyList<MethodCard> methods)
    {
        string name = Path.GetFileNameWithoutExtension(run.Photo.Name);
        return await sessions.CreateAsync($"{name}-run-{run.Number}", await CellsAsync(run, methods, PhotoCode(run.Photo)));
    }

    private string PhotoCode(RunPhoto photo)
    {
        if (photo.SampleName is { } sample)
            return $"Photo.Sample(\"{sample}\")";
        string path = files.BesideNotebooks($"photos/{photo.Source}") ?? throw PhotoRefusedException.LinkedAway();
        Directory.CreateDirectory(Path.GetDirectoryName(path)!); // a file in a folder
        using Stream from = photo.Open(artifacts);
        using FileStream to = File.Create(path);
        from.CopyTo(to);
        return $"Photo.Open(\"photos/{photo.Source}\")";
    }

    private async Task<IReadOnlyList<Cell>> CellsAsync(Run run, IReadOnlyList<MethodCard> methods, string photo)
    {
        List<(string Name, RunMap Map)> maps =
        [
            .. run.Maps.Where(map => map.Status is not RunMapStatus.Failed).Select((map, i) => ($"map{i + 1}", map)),
        ];
        List<Cell> cells = [];
        cells.Add(
            Markdown($"# {run.Photo.Name}: {maps.Count} maps\n\nFrom run {run.Number} of the Explorer. The cells make the same maps again.")
        );
        cells.Add(Code($"var photo = {photo};\nphoto"));
        cells.Add(Code($"var network = {await code.NetworkAsync(run.Network)};\nnetwork.Classify(photo)"));
        foreach ((string name, RunMap map) in maps)
        {
            cells.Add(Markdown($"## {map.Name}\n\n{methods.FirstOrDefault(card => card.Id == map.Method)?.Summary}"));
            cells.Add(Code($"var {name} = {await code.CallAsync(map, run)};\n{name}"));
        }
        cells.Add(Markdown("## Side by side"));
        cells.Add(Code($"new[] {{ {string.Join(", ", maps.Select(map => map.Name))} }}"));
        return cells;
    }

    private static Cell Markdown(string text) => Cell.New(NotebookFile.NewId(), "markdown", text);

    private static Cell Code(string text) => Cell.New(NotebookFile.NewId(), "code", text);
}
