using TorchSharp;
using WhiteBoxLab.Kernel.Running;

namespace WhiteBoxLab.Kernel.Verbs.Explaining;

/// <summary>Where the maps of the verb <c>explain</c> go.</summary>
internal abstract class MapSink
{
    /// <summary>Takes a map, which is disposed afterwards.</summary>
    /// <param name="input">The input's name.</param>
    /// <param name="method">What the map goes by: the method's id, with a number where it was asked for several times.</param>
    /// <param name="map">The map.</param>
    /// <returns>The files written by now for this map.</returns>
    public abstract IReadOnlyList<string> Add(string input, string method, Attribution map);

    /// <summary>Writes what is written at the end.</summary>
    public virtual void Finish() { }

    /// <summary>The sink for an <c>--out</c>.</summary>
    /// <exception cref="UsageException">One file cannot hold what was asked for.</exception>
    public static MapSink For(ExplainRequest request)
    {
        bool several = request.Inputs.Count > 1;
        if (Path.GetDirectoryName(request.Out) is { Length: > 0 } parent)
            Directory.CreateDirectory(parent);
        return request.Out is not { } path
            ? new NoSink()
            : Path.GetExtension(path).ToLowerInvariant() switch
            {
                ".png" => new PictureSink(path),
                ".safetensors" => new SafetensorsSink(path, several),
                ".npy" when several || request.Methods.Count > 1 => throw new UsageException(
                    $"An .npy file holds one attribution, and this makes {request.Inputs.Count * request.Methods.Count}. Give "
                        + $"--out a folder or a .safetensors file."
                ),
                ".npy" => new NpySink(path),
                _ => new FolderSink(path),
            };
    }

    private sealed class NoSink : MapSink
    {
        public override IReadOnlyList<string> Add(string input, string method, Attribution map) => [];
    }

    private sealed class NpySink(string path) : MapSink
    {
        public override IReadOnlyList<string> Add(string input, string method, Attribution map)
        {
            using torch.Tensor values = map.Values.cpu();
            Npy.Write(path, values);
            return [path];
        }
    }

    private sealed class PictureSink(string path) : MapSink
    {
        private readonly List<Heatmap> heatmaps = [];

        public override IReadOnlyList<string> Add(string input, string method, Attribution map)
        {
            heatmaps.AddRange(Enumerable.Range(0, map.Targets.Count).Select(index => Heatmap.Paint(map, index)));
            return [path];
        }

        public override void Finish()
        {
            if (heatmaps.Count > 0)
                File.WriteAllBytes(path, heatmaps is [var only] ? only.EncodePng() : Figure.SideBySide(heatmaps));
        }
    }

    private sealed class SafetensorsSink(string path, bool several) : MapSink
    {
        private readonly List<(string Name, torch.Tensor Values)> all = [];

        public override IReadOnlyList<string> Add(string input, string method, Attribution map)
        {
            all.Add((several ? $"{input}/{method}" : method, map.Values.cpu().clone()));
            return [path];
        }

        public override void Finish()
        {
            if (all.Count > 0)
                Safetensors.Save(path, all);
            foreach ((_, torch.Tensor values) in all)
                values.Dispose();
        }
    }

    private sealed class FolderSink(string folder) : MapSink
    {
        private readonly HashSet<string> written = new(StringComparer.OrdinalIgnoreCase);

        public override IReadOnlyList<string> Add(string input, string method, Attribution map)
        {
            Directory.CreateDirectory(folder);
            string name = Path.Combine(folder, $"{input}-{method}"),
                file = Free(name, ".npy");
            using torch.Tensor values = map.Values.cpu();
            Npy.Write(file, values);
            return [file, .. Enumerable.Range(0, map.Targets.Count).Select(index => Paint(map, index, name))];
        }

        private string Paint(Attribution map, int index, string name)
        {
            string file = Free(map.Targets.Count == 1 ? name : $"{name}-{index}", ".png");
            File.WriteAllBytes(file, Heatmap.Paint(map, index).EncodePng());
            return file;
        }

        /// <summary>A file that this run has not written yet; with a number where it has.</summary>
        private string Free(string name, string ending)
        {
            string file = name + ending;
            for (int number = 2; !written.Add(file); number++)
                file = $"{name}-{number}{ending}";
            return file;
        }
    }
}
