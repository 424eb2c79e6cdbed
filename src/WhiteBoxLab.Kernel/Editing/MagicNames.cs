using WhiteBoxLab.Kernel.Magics;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Editing;

/// <summary>The magics there are, for completion.</summary>
internal static class MagicNames
{
    /// <summary>The magics that the word at a place could become; null when it begins no magic.</summary>
    public static CompletionsProduced? At(string code, LinePosition place)
    {
        string line = code.Split('\n').ElementAtOrDefault(place.Line) ?? "",
            before = place.Character <= line.Length ? line[..Math.Max(0, place.Character)].TrimStart() : "";
        if (!before.StartsWith('#') || before.Contains(' ', StringComparison.Ordinal) || before == "#" && line.TrimStart().Length > 1)
            return null;
        int start = place.Character - before.Length;
        return new CompletionsProduced(
            new LinePositionSpan(new LinePosition(place.Line, start), place),
            [
                .. Magic
                    .All.Values.Where(magic => magic.Name.StartsWith(before, StringComparison.Ordinal))
                    .Select(magic => new CompletionItem(magic.Name, "Method", null, null, magic.Name, null, magic.Help)),
            ]
        );
    }
}
