using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace WhiteBoxLab.Kernel.Packages;

/// <summary>
/// Copies of assemblies that lie in somebody's folder: a loaded file could not be written any more, and its project not be built again.
/// </summary>
internal sealed class LoadedCopies
{
    private readonly Dictionary<string, (DateTime Written, IReadOnlyList<string> Files)> known = new(StringComparer.Ordinal);
    private readonly Lazy<string> folder = new(() => Directory.CreateTempSubdirectory("whiteboxlab-loaded-").FullName);

    /// <summary>Copies an assembly and those beside it that it needs.</summary>
    /// <returns>The copies, the assembly's own first.</returns>
    /// <exception cref="InvalidOperationException">It is no assembly, or another one of that name is loaded already.</exception>
    public IReadOnlyList<string> Of(string assembly)
    {
        DateTime written = File.GetLastWriteTimeUtc(assembly);
        if (known.TryGetValue(assembly, out (DateTime Written, IReadOnlyList<string> Files) copied))
            return copied.Written == written
                ? copied.Files
                : throw new InvalidOperationException(
                    $"'{Path.GetFileName(assembly)}' has changed since it was loaded. Restart the kernel to load it anew."
                );
        string to = Path.Combine(folder.Value, known.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Directory.CreateDirectory(to);
        List<string> files = [];
        Queue<string> waiting = new([assembly]);
        while (waiting.TryDequeue(out string? one))
        {
            string copy = Path.Combine(to, Path.GetFileName(one));
            if (File.Exists(copy))
                continue;
            Copy(one, copy);
            files.Add(copy);
            foreach (
                string beside in Needs(copy)
                    .Select(name => Path.Combine(Path.GetDirectoryName(assembly) ?? ".", name + ".dll"))
                    .Where(File.Exists)
            )
                waiting.Enqueue(beside);
        }
        known[assembly] = (written, files);
        return files;
    }

    private static void Copy(string from, string to)
    {
        File.Copy(from, to);
        foreach (string ending in new[] { ".pdb", ".xml" })
        {
            if (Path.ChangeExtension(from, ending) is var beside && File.Exists(beside))
                File.Copy(beside, Path.ChangeExtension(to, ending));
        }
    }

    private static IEnumerable<string> Needs(string assembly)
    {
        try
        {
            using PEReader file = new(File.OpenRead(assembly));
            MetadataReader metadata = file.GetMetadataReader();
            return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
        }
        catch (Exception exception) when (exception is BadImageFormatException or InvalidOperationException)
        {
            throw new InvalidOperationException($"'{Path.GetFileName(assembly)}' is no .NET assembly.", exception);
        }
    }
}
