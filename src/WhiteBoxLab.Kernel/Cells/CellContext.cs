using System.Reflection;
using System.Runtime.Loader;

namespace WhiteBoxLab.Kernel.Cells;

/// <summary>
/// Where the assemblies of cells are loaded, and those that they asked for: they find each other here, and the lab's own where the lab is.
/// </summary>
internal sealed class CellContext() : AssemblyLoadContext("cells")
{
    private readonly Dictionary<string, Assembly> cells = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> files = new(StringComparer.OrdinalIgnoreCase),
        natives = new(StringComparer.Ordinal);

    public Assembly Add(byte[] assembly, byte[] symbols)
    {
        using MemoryStream code = new(assembly),
            debugging = new(symbols);
        Assembly loaded = symbols.Length > 0 ? LoadFromStream(code, debugging) : LoadFromStream(code);
        cells[loaded.GetName().Name ?? ""] = loaded;
        return loaded;
    }

    /// <summary>Makes files known; each is loaded when somebody needs it.</summary>
    public void AddFiles(IEnumerable<string> assemblies, IEnumerable<string> libraries)
    {
        foreach (string file in assemblies)
            files.TryAdd(Path.GetFileNameWithoutExtension(file), file);
        foreach (string file in libraries)
            natives.TryAdd(Path.GetFileName(file), file);
    }

    protected override Assembly? Load(AssemblyName assemblyName) =>
        cells.GetValueOrDefault(assemblyName.Name ?? "")
        ?? (files.TryGetValue(assemblyName.Name ?? "", out string? file) ? LoadFromAssemblyPath(file) : null);

    // "e_sqlite3" is the file libe_sqlite3.so.
    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        string[] names =
        [
            unmanagedDllName,
            $"lib{unmanagedDllName}.so",
            $"{unmanagedDllName}.so",
            $"lib{unmanagedDllName}.dylib",
            $"{unmanagedDllName}.dylib",
            $"{unmanagedDllName}.dll",
        ];
        return names.Select(name => natives.GetValueOrDefault(name)).FirstOrDefault(path => path is not null) is { } path
            ? LoadUnmanagedDllFromPath(path)
            : 0;
    }
}
