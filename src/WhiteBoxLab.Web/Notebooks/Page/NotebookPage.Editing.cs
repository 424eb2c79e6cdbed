using System.Text.Json;
using Microsoft.JSInterop;
using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Notebooks.Document;
using WhiteBoxLab.Web.Notebooks.Document.Operations;

namespace WhiteBoxLab.Web.Notebooks.Page;

// What is typed comes in, what was changed elsewhere goes out. The browser sends changes, so this side knows what text each editor has.
public sealed partial class NotebookPage
{
    private const long LongestEdit = 64 << 20;
    private readonly Dictionary<string, string> browserTexts = [];
    private bool bringing;

    /// <summary>A cell's text has changed in the browser.</summary>
    /// <param name="cell">The cell's id.</param>
    /// <param name="changes">What changed, as for <see cref="TextChanges.Apply"/>.</param>
    /// <returns>Whether the notebook has it; if not, the browser sends the whole text.</returns>
    [JSInvokable]
    public async Task<bool> OnEdited(string cell, JsonElement changes)
    {
        if (!browserTexts.TryGetValue(cell, out string? before) || TextChanges.Apply(before, changes) is not { } after)
            return false;
        return await TakeAsync(cell, before, after);
    }

    /// <summary>A cell's text has changed in the browser by more than fits into a message.</summary>
    /// <param name="cell">The cell's id.</param>
    /// <param name="changes">What changed, or the whole text as JSON.</param>
    /// <returns>Whether the notebook has it.</returns>
    [JSInvokable]
    public async Task<bool> OnEditedAtLength(string cell, IJSStreamReference changes)
    {
        await using (changes)
        {
            await using Stream stream = await changes.OpenReadStreamAsync(LongestEdit);
            using JsonDocument json = await JsonDocument.ParseAsync(stream);
            return json.RootElement.ValueKind is JsonValueKind.String
                ? await TakeAsync(cell, browserTexts.GetValueOrDefault(cell), HalfCharacters.TextOf(json.RootElement))
                : await OnEdited(cell, json.RootElement);
        }
    }

    // Answers when the journal has it; where it cannot have it, the call fails, and the browser keeps the text and sends it again.
    private async Task<bool> TakeAsync(string id, string? before, string after)
    {
        if (session?.State.Find(id) is not { } cell)
            return true; // deleted meanwhile: it lies in the bin as it was
        string merged = before is null ? after : TextMerge.Of(before, after, cell.Source);
        await session.DoAsync(new NotebookOperation.Edit(id, HalfCharacters.Mended(merged)));
        browserTexts[id] = after;
        return true;
    }

    private void NoteText(string cell, string text) => browserTexts[cell] = text;

    // An editor with something under way refuses; it is asked again when that has arrived.
    private async Task BringTextsAsync(NotebookState now)
    {
        if (scripts is null || bringing)
            return;
        bringing = true;
        foreach (Cell cell in now.Cells)
        {
            if (
                browserTexts.TryGetValue(cell.Id, out string? known)
                && !ReferenceEquals(known, cell.Source)
                && known != cell.Source
                && await scripts.SetTextAsync(cell.Id, cell.Source)
            )
                browserTexts[cell.Id] = cell.Source;
        }
        bringing = false;
    }
}
