using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Host.Mef;
using Microsoft.CodeAnalysis.Text;
using WhiteBoxLab.Kernel.Cells;
using WhiteBoxLab.Kernel.Cells.Namespaces;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Editing;

/// <summary>
/// A cell laid open for an editor's questions, behind at most two others: one that declares what the cells that have run declared, and one
/// for those above that have not
/// run; the namespaces of both are a file in front of them. Not safe for several threads.
/// </summary>
internal sealed class CellWorkspace
{
    private static readonly CSharpParseOptions Parsing = CellCompiler.Parsing.WithDocumentationMode(DocumentationMode.Parse);

    private const int LongestChain = 50;

    // What is internal in a namespace of a cell is so for the whole notebook.
    private static readonly string SeenByCells =
        CellCompiler.UsingsAsText
        + string.Concat(
            new[] { "run", "cell", "above", "open" }.Select(cell =>
                $"[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"{cell}\")]\n"
            )
        );

    private readonly NotebookText notebook = new();
    private readonly DeclarationList run = new(),
        runSpaces = new();
    private DeclarationList above = new(),
        aboveSpaces = new(),
        spaces = new();
    private readonly DocumentId runDocument,
        spacesDocument;
    private DocumentId? aboveDocument;
    private Solution solution;
    private string aboveText = "",
        spacesText = "";
    private CSharpCompilation? newest;
    private int chained;
    private (Solution Solution, DocumentId Document)? open;

    public CellWorkspace()
    {
        MefHostServices host = MefHostServices.Create([
            .. MefHostServices.DefaultAssemblies,
            System.Reflection.Assembly.Load("Microsoft.CodeAnalysis.Features"),
            System.Reflection.Assembly.Load("Microsoft.CodeAnalysis.CSharp.Features"),
        ]);
        IReadOnlyList<MetadataReference> references = new CellReferences(new ReferenceDocs(), wide: true).All;
        ProjectInfo file = File("namespaces").WithMetadataReferences(references);
        ProjectInfo first = Submission("run", CellCompiler.Options.WithUsings(CellCompiler.Usings), [new ProjectReference(file.Id)])
            .WithMetadataReferences(references);
        solution = new AdhocWorkspace(host).CurrentSolution.AddProject(file).AddProject(first);
        (runDocument, spacesDocument) = (DocumentId.CreateNewId(first.Id), DocumentId.CreateNewId(file.Id));
        solution = solution
            .AddDocument(Document(runDocument, ""))
            .AddDocument(Document(spacesDocument, "", SourceCodeKind.Regular))
            .AddDocument(Document(DocumentId.CreateNewId(file.Id), SeenByCells, SourceCodeKind.Regular));
    }

    /// <summary>
    /// Learns what a cell that runs declares. Cells that come in a row are chained; they become one text when somebody asks.
    /// </summary>
    public async Task NoteAsync(NoteRun note, CancellationToken cancellationToken)
    {
        CellOrigin origin = new(note.Code, note.ExecutionOrder, note.CellId);
        PartedCell parts = PartedCell.Of(note.Code);
        SyntaxTree tree = CSharpSyntaxTree.ParseText(parts.Script, Parsing, cancellationToken: cancellationToken);
        NoteNamespaces(parts.Namespaces, tree.GetCompilationUnitRoot(cancellationToken), origin);
        newest ??= (CSharpCompilation?)
            await solution.GetProject(runDocument.ProjectId)!.GetCompilationAsync(cancellationToken).ConfigureAwait(false);
        newest = CSharpCompilation.CreateScriptCompilation("cell", tree, options: CellCompiler.Options, previousScriptCompilation: newest);
        if (newest.ScriptClass is { } declares)
            run.Add(tree.GetCompilationUnitRoot(cancellationToken), RunDeclarations.Of(declares, origin));
        notebook.Note(note);
        open = null;
        if (++chained == LongestChain)
            Settle();
    }

    /// <summary>Gets ready for the next question, while there is none.</summary>
    public async Task SettleAsync(CancellationToken cancellationToken) =>
        open ??= await PrepareAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>Learns of further assemblies.</summary>
    public void Note(NoteReferences note)
    {
        Settle();
        MetadataReference[] added =
        [
            .. note.Paths.Select(path => MetadataReference.CreateFromFile(path, documentation: CellReferences.Beside(path))),
        ];
        solution = solution.AddMetadataReferences(runDocument.ProjectId, added).AddMetadataReferences(spacesDocument.ProjectId, added);
        open = null;
    }

    /// <summary>Learns what the notebook's cells say.</summary>
    public void Note(KnowCells note) => notebook.Note(note);

    /// <summary>Lays a cell open.</summary>
    public async Task<Document> OpenAsync(string code, string? cellId, CancellationToken cancellationToken)
    {
        (DeclarationList waiting, DeclarationList waitingSpaces) = notebook.Above(cellId, Parsing);
        string text = waiting.ToString(),
            inSpaces = Text(runSpaces.With(waitingSpaces));
        if (open is null || text != aboveText || inSpaces != spacesText)
        {
            (above, aboveText, aboveSpaces) = (waiting, text, waitingSpaces);
            open = await PrepareAsync(cancellationToken).ConfigureAwait(false);
        }
        return open
            .Value.Solution.WithDocumentText(open.Value.Document, SourceText.From(CellSegments.CSharpOnly(code)))
            .GetDocument(open.Value.Document)!; // just put there
    }

    /// <summary>Where in which cell a declaration was written; null when it is of no cell but the open one, or of none.</summary>
    public (CellOrigin Cell, int Position)? Find(Document document, Location location) =>
        document.Project.Solution.GetDocument(location.SourceTree)?.Id switch
        {
            null => null,
            var place when place == runDocument => run.Find(location.SourceSpan.Start),
            var place when place == aboveDocument => above.Find(location.SourceSpan.Start),
            var place when place == spacesDocument => spaces.Find(location.SourceSpan.Start),
            _ => null,
        };

    // What is compiled here is shared by all questions until something new is learnt; a solution whose compilations are not made would make
    // them for every question.
    private async Task<(Solution Solution, DocumentId Document)> PrepareAsync(CancellationToken cancellationToken)
    {
        Settle();
        WriteNamespaces();
        await solution.GetProject(runDocument.ProjectId)!.GetCompilationAsync(cancellationToken).ConfigureAwait(false);
        Solution prepared = solution;
        ProjectId last = runDocument.ProjectId;
        aboveDocument = null;
        if (aboveText.Length > 0)
            (prepared, aboveDocument) = Append(prepared, "above", last, aboveText);
        (prepared, DocumentId document) = Append(prepared, "open", aboveDocument?.ProjectId ?? last, "");
        await prepared.GetProject(document.ProjectId)!.GetCompilationAsync(cancellationToken).ConfigureAwait(false);
        return (prepared, document);
    }

    // The cell and those behind it see the newest of each type at once.
    private void NoteNamespaces(string text, CompilationUnitSyntax cell, CellOrigin origin)
    {
        runSpaces.Add(
            cell,
            text.Length == 0 ? [] : NamespacedTypes.Of(CSharpSyntaxTree.ParseText(text, Parsing).GetCompilationUnitRoot(), origin)
        );
        if (text.Length == 0)
            return;
        Settle();
        aboveSpaces = new DeclarationList();
        WriteNamespaces();
    }

    private void WriteNamespaces()
    {
        spaces = runSpaces.With(aboveSpaces);
        if (Text(spaces) is var text && text == spacesText)
            return;
        solution = solution.WithDocumentText(spacesDocument, SourceText.From(text));
        spacesText = text;
    }

    private static string Text(DeclarationList spaces) => spaces.IsEmpty ? "" : spaces.ToString();

    private void Settle()
    {
        if (newest is not null)
            solution = solution.WithDocumentText(runDocument, SourceText.From(run.ToString()));
        (newest, chained) = (null, 0);
    }

    private static (Solution Solution, DocumentId Document) Append(Solution solution, string name, ProjectId last, string text)
    {
        ProjectInfo project = Submission(name, CellCompiler.Options, [new ProjectReference(last)]);
        DocumentId document = DocumentId.CreateNewId(project.Id);
        return (solution.AddProject(project).AddDocument(Document(document, text)), document);
    }

    private static ProjectInfo Submission(string name, CSharpCompilationOptions options, IEnumerable<ProjectReference> references) =>
        ProjectInfo.Create(
            ProjectId.CreateNewId(),
            VersionStamp.Create(),
            name,
            name,
            LanguageNames.CSharp,
            compilationOptions: options.WithScriptClassName(name),
            parseOptions: Parsing,
            projectReferences: references,
            isSubmission: true
        );

    private static ProjectInfo File(string name) =>
        ProjectInfo.Create(
            ProjectId.CreateNewId(),
            VersionStamp.Create(),
            name,
            name,
            LanguageNames.CSharp,
            compilationOptions: CellCompiler.Options,
            parseOptions: Parsing.WithKind(SourceCodeKind.Regular)
        );

    private static DocumentInfo Document(DocumentId id, string text, SourceCodeKind kind = SourceCodeKind.Script) =>
        DocumentInfo.Create(
            id,
            "cell",
            sourceCodeKind: kind,
            loader: TextLoader.From(TextAndVersion.Create(SourceText.From(text, Encoding.UTF8), VersionStamp.Create()))
        );
}
