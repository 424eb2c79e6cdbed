using System.Text;

namespace WhiteBoxLab.Kernel.Cells.Stopping;

/// <summary>Texts to put into a text, none of which breaks a line, so that lines keep their numbers.</summary>
internal sealed class Insertions
{
    private readonly List<(int At, int Removed, string Text)> all = [];

    public bool Any => all.Count > 0;

    public void Insert(int at, string text) => all.Add((at, 0, text));

    public void Replace(int at, int length, string text) => all.Add((at, length, text));

    /// <summary>The text with all of them in it; at one place, in the order they came.</summary>
    public string Into(string code)
    {
        StringBuilder result = new();
        int done = 0;
        foreach ((int at, int removed, string text) in all.OrderBy(one => one.At)) // a stable sort
        {
            result.Append(code, done, at - done).Append(text);
            done = at + removed;
        }
        return result.Append(code, done, code.Length - done).ToString();
    }
}
