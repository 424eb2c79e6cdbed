using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Host.Mef;
using Microsoft.CodeAnalysis.Text;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel;

/// <summary>
/// A cell laid open for an editor's questions, behind at most two others: one that declares what the cells that have run declared, and one for those above that have not
/// run. Not safe for several threads.
/// </summary>
internal sealed class CellDesk
{
    private static readonly CSharpParseOptions Parsing = CellCompiler.Parsing.WithDocumentationMode(DocumentationMode.Parse);

    private const int LongestChain = 50;

    private readonly NotebookText notebook = new();
    private readonly DeclarationList run = new();
    private DeclarationList above = new();
    private readonly DocumentId runDocument;
    private DocumentId? aboveDocument;
    private Solution solution;
    private string aboveText = "";
    private CSharpCompilation? newest;
    private int chained;
    private (Solution Solution, DocumentId Document)? open;

    public CellDesk()
    {
        MefHostServices host = MefHostServices.Create([
            .. MefHostServices.DefaultAssemblies, System.Reflection.Assembly.Load("Microsoft.CodeAnalysis.Features"), System.Reflection.Assembly.Load("Microsoft.CodeAnalysis.CSharp.Features")]);
        ProjectInfo first = Submission("run", CellCompiler.Options.WithUsings(CellCompiler.Usings), []).WithMetadataReferences(new CellReferences(new ReferenceDocs(), wide: true).All);
        solution = new AdhocWorkspace(host).CurrentSolution.AddProject(first);
        runDocument = DocumentId.CreateNewId(first.Id);
        solution = solution.AddDocument(Document(runDocument, ""));
    }

    /// <summary>Learns what a cell that runs declares. Cells that come in a row are chained; they become one text when somebody asks.</summary>
    public async Task NoteAsync(NoteRun note, CancellationToken cancellationToken)
    {
        SyntaxTree tree = CSharpSyntaxTree.ParseText(note.Code, Parsing, cancellationToken: cancellationToken);
        newest ??= (CSharpCompilation?)await solution.GetProject(runDocument.ProjectId)!.GetCompilationAsync(cancellationToken).ConfigureAwait(false);
        newest = CSharpCompilation.CreateScriptCompilation("cell", tree, options: CellCompiler.Options, previousScriptCompilation: newest);
        if (newest.ScriptClass is { } declares)
            run.Add(tree.GetCompilationUnitRoot(cancellationToken), RunDeclarations.Of(declares, new CellOrigin(note.Code, note.ExecutionOrder, note.CellId)));
        notebook.Note(note);
        open = null;
        if (++chained == LongestChain)
            Settle();
    }

    /// <summary>Gets ready for the next question, while there is none.</summary>
    public async Task SettleAsync(CancellationToken cancellationToken) => open ??= await PrepareAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>Learns of further assemblies.</summary>
    public void Note(NoteReferences note)
    {
        Settle();
        solution = solution.AddMetadataReferences(runDocument.ProjectId, note.Paths.Select(path => MetadataReference.CreateFromFile(path, documentation: CellReferences.Beside(path))));
        open = null;
    }

    /// <summary>Learns what the notebook's cells say.</summary>
    public void Note(KnowCells note) => notebook.Note(note);

    /// <summary>Lays a cell open.</summary>
    public async Task<Document> OpenAsync(string code, string? cellId, CancellationToken cancellationToken)
    {
        DeclarationList waiting = notebook.Above(cellId, Parsing);
        string text = waiting.ToString();
        if (open is null || text != aboveText)
        {
            (above, aboveText) = (waiting, text);
            open = await PrepareAsync(cancellationToken).ConfigureAwait(false);
        }
        return open.Value.Solution.WithDocumentText(open.Value.Document, SourceText.From(CellParts.CSharpOnly(code))).GetDocument(open.Value.Document)!; // just put there
    }

    /// <summary>Where in which cell a declaration was written; null when it is of no cell but the open one, or of none.</summary>
    public (CellOrigin Cell, int Position)? Find(Document document, Location location) =>
        document.Project.Solution.GetDocument(location.SourceTree)?.Id is not { } place ? null
        : place == runDocument ? run.Find(location.SourceSpan.Start)
        : place == aboveDocument ? above.Find(location.SourceSpan.Start)
        : null;

    // What is compiled here is shared by all questions until something new is learnt; a solution whose compilations are not made would make them for every question.
    private async Task<(Solution Solution, DocumentId Document)> PrepareAsync(CancellationToken cancellationToken)
    {
        Settle();
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

    private static ProjectInfo Submission(string name, CSharpCompilationOptions options, IEnumerable<ProjectReference> references) => ProjectInfo.Create(
        ProjectId.CreateNewId(), VersionStamp.Create(), name, name, LanguageNames.CSharp, compilationOptions: options.WithScriptClassName(name), parseOptions: Parsing, projectReferences: references, isSubmission: true);

    private static DocumentInfo Document(DocumentId id, string text) =>
        DocumentInfo.Create(id, "cell", sourceCodeKind: SourceCodeKind.Script, loader: TextLoader.From(TextAndVersion.Create(SourceText.From(text, Encoding.UTF8), VersionStamp.Create())));
}
