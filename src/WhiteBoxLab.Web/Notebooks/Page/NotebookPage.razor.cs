using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;
using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Compute;
using WhiteBoxLab.Web.Layout;
using WhiteBoxLab.Web.Notebooks.Document;
using WhiteBoxLab.Web.Notebooks.Document.Operations;
using WhiteBoxLab.Web.Notebooks.Outputs;
using WhiteBoxLab.Web.Notebooks.Session;
using WhiteBoxLab.Web.Notebooks.Storage;

namespace WhiteBoxLab.Web.Notebooks.Page;

/// <summary>A notebook: a view of its session, which goes on without it.</summary>
public sealed partial class NotebookPage : IAsyncDisposable
{
    private NotebookSession? session;
    private IDisposable? view;
    private NotebookState? state;
    private NotebookScripts? scripts;
    private CellCommands? commands;
    private Refresh? refresh;
    private ElementReference root;
    private IReadOnlyDictionary<string, string> stale = new Dictionary<string, string>();
    private string? problem,
        opened,
        chosen;
    private bool side,
        variables,
        lectern;

    [Inject]
    private NotebookSessions Sessions { get; set; } = default!; // the framework sets these

    [Inject]
    private CellClipboard Clipboard { get; set; } = default!;

    [Inject]
    private Markdown Markdown { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private IJSRuntime Script { get; set; } = default!;

    /// <summary>The notebook's path below the notebooks' folder.</summary>
    [Parameter]
    public string Path { get; set; } = "";

    /// <inheritdoc/>
    protected override void OnInitialized() => refresh = new Refresh(() => InvokeAsync(DrawAsync));

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (opened == Path)
            return;
        opened = Path;
        Unwatch();
        await DetachAsync();
        (session, state, problem, chosen, knowledge) = (null, null, null, null, null);
        try
        {
            session = await Sessions.FindAsync(Path);
            problem = session is null ? $"There is no notebook '{Path}'." : null;
        }
        catch (NotebookUnreadableException unreadable)
        {
            problem = unreadable.Message;
        }
        if (session is null)
            return;
        (state, commands) = (session.State, new CellCommands(session, Clipboard));
        stale = StaleCells.Of(state);
        session.Changed += Note;
        view = session.Views.Begin();
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (session is null || scripts is not null || attaching)
            return;
        attaching = true;
        scripts = await NotebookScripts.AttachAsync(Script, this, root, Path);
        attaching = false;
        _ = session.WarmAsync(); // a kernel that starts takes the processor from a page that does
        await RecoverAsync();
        await DrawAsync();
    }

    private bool attaching;

    // What was typed in the last moment before a reload lies in the browser's journal.
    private async Task RecoverAsync()
    {
        if (scripts is null || session is null)
            return;
        foreach (NotebookScripts.Unsaved unsaved in await scripts.UnsavedAsync())
        {
            if (session.State.Find(unsaved.Cell) is { } cell)
                await session.DoAsync(
                    new NotebookOperation.Edit(
                        unsaved.Cell,
                        unsaved.Base is { } before ? TextMerge.Of(before, unsaved.Text, cell.Source) : unsaved.Text
                    )
                );
            await scripts.ForgetAsync(unsaved.Cell);
        }
    }

    private void Note(NotebookState now, NotebookOperation operation)
    {
        if (operation is NotebookOperation.End end)
            _ = scripts?.AnnounceAsync(
                $"Cell {now.Cells.FindIndex(cell => cell.Id == end.Cell) + 1} {(end.Succeeded ? "finished" : "failed")} in "
                    + $"{Words.Seconds(end.Seconds)}"
            );
        if (operation is NotebookOperation.KernelTurns { State: KernelState.Gone or KernelState.Starting })
            knowledge?.Forget();
        refresh?.Soon();
    }

    private async Task DrawAsync()
    {
        NotebookState? before = state;
        state = session?.State;
        if (state is null)
            return;
        if (!ReferenceEquals(before?.Cells, state.Cells))
            stale = StaleCells.Of(state);
        StateHasChanged();
        await BringTextsAsync(state);
    }

    private void Unwatch()
    {
        if (session is not null)
            session.Changed -= Note;
        view?.Dispose();
    }

    private async Task DetachAsync()
    {
        NotebookScripts? old = scripts;
        scripts = null;
        browserTexts.Clear();
        if (old is not null)
            await old.DisposeAsync();
    }

    private async Task SaveAsync(bool overForeign)
    {
        if (session is not null)
            await session.SaveAsync(overForeign);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Unwatch();
        refresh?.Dispose();
        await DetachAsync();
    }

    private static string? LanguageOf(Cell cell, NotebookState state) =>
        cell.IsCode ? NotebookLanguage.TitleOf(CellCode.LanguageIn(cell, state)) : null;
}
