using WhiteBoxLab.Kernel.Packages;
using WhiteBoxLab.Kernel.Running;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Cells;

/// <summary>What cells have asked for by <c>#r</c> and <c>#i</c>: packages, projects and assemblies. On the thread of cells.</summary>
/// <param name="references">What cells are compiled against.</param>
/// <param name="context">Where they are loaded.</param>
/// <param name="language">Who answers editors.</param>
internal sealed class CellPackages(CellReferences references, CellContext context, LanguageClient language)
{
    private readonly Dictionary<string, RestoredPackage> packages = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string?> asked = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> sources = [];
    private readonly LoadedCopies copies = new();

    /// <summary>Adds a source of packages; a folder is meant from where the notebook lies.</summary>
    public void AddSource(string source)
    {
        string place = source.Contains("://", StringComparison.Ordinal) ? source : Path.GetFullPath(source);
        if (!source.Contains("://", StringComparison.Ordinal) && !Directory.Exists(place))
            throw new InvalidOperationException($"There is no folder '{place}' to take packages from.");
        if (!sources.Contains(place))
            sources.Add(place);
    }

    /// <summary>Adds a package and what it needs, and shows how far it is.</summary>
    public async Task AddAsync(KernelCommand command, string name, string? version)
    {
        if (packages.TryGetValue(name, out RestoredPackage? there))
        {
            if (!VersionWish.Accepts(version, there.Version))
                throw new InvalidOperationException(
                    $"{there.Name} version {version} cannot be added because version {there.Version} was added previously."
                );
            command.Publish(new PackageAdded(there.Reference(version is not null)));
            return;
        }
        if (OwnPackages.VersionOf(name, references) is { } own)
        {
            OwnPackages.Note(command, name, version, own);
            return;
        }

        PackageProgress progress = new(command, name, version);
        try
        {
            PackageRestore restore = new(
                new Dictionary<string, string?>(asked, StringComparer.OrdinalIgnoreCase) { [name] = version },
                sources
            );
            IReadOnlyList<RestoredPackage> restored = await progress.WhileAsync(restore.RunAsync(command.Cancelled)).ConfigureAwait(true);
            Take(restored);
            RestoredPackage package = packages[name];
            asked[name] = package.Version; // a floating one must not float away from what is loaded
            command.Publish(new PackageAdded(package.Reference(version is not null)));
            progress.Done(package.Version);
        }
        catch
        {
            progress.Failed();
            throw;
        }
    }

    /// <summary>Builds a project and adds a copy of what it made, so that it can be built again.</summary>
    public async Task AddProjectAsync(KernelCommand command, string file)
    {
        string project = Path.GetFullPath(file);
        if (!File.Exists(project))
            throw new InvalidOperationException($"There is no project '{project}'.");
        PackageProgress progress = new(command, Path.GetFileNameWithoutExtension(project), null)
        {
            Doing = "Building Project",
            Did = "Built Project",
        };
        try
        {
            AddFile(await progress.WhileAsync(ProjectBuild.RunAsync(project, command.Cancelled)).ConfigureAwait(true));
            progress.Done(null);
        }
        catch
        {
            progress.Failed();
            throw;
        }
    }

    /// <summary>Adds an assembly of the framework by its name, or a copy of an assembly file with those beside it that it needs.</summary>
    public void AddFile(string file)
    {
        if (references.FrameworkPath(file) is { } known)
        {
            Refer([known]);
            return;
        }
        string path = Path.GetFullPath(file);
        if (!File.Exists(path))
            throw new InvalidOperationException($"There is no assembly '{path}', and the framework has none of the name '{file}'.");
        IReadOnlyList<string> copied = copies.Of(path);
        context.AddFiles(copied, []);
        Refer(copied);
    }

    private void Take(IReadOnlyList<RestoredPackage> restored)
    {
        foreach (RestoredPackage package in restored)
        {
            if (packages.TryGetValue(package.Name, out RestoredPackage? older) && older.Version != package.Version)
                throw new InvalidOperationException(
                    $"{package.Name} version {package.Version} would be needed, and version {older.Version} was added "
                        + $"previously. Restart the kernel and add the packages in one cell."
                );
        }
        foreach (RestoredPackage package in restored.Where(package => packages.TryAdd(package.Name, package)))
        {
            context.AddFiles(package.Running.Where(file => !references.IsOurs(Path.GetFileNameWithoutExtension(file))), package.Native);
            Refer(package.Compiling);
        }
    }

    private void Refer(IReadOnlyList<string> files)
    {
        IReadOnlyList<string> added = references.Add(files);
        if (added.Count > 0)
            language.Note(new NoteReferences(added));
    }
}
