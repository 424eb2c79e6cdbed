using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using WhiteBoxLab.Web.Notebooks.Document;
using WhiteBoxLab.Web.Notebooks.Document.Operations;
using WhiteBoxLab.Web.Notebooks.Storage;

namespace WhiteBoxLab.Web.Tests;

/// <summary>
/// Types into cells of a notebook that nobody else types into, one edit after the other's acknowledgement, and knows what must be there.
/// </summary>
/// <param name="book">The notebook.</param>
/// <param name="cells">The cells.</param>
internal sealed class Typist(string book, IReadOnlyList<string> cells)
{
    // Emoji that share a half with each other, some of several parts; letters with marks of their own; letters from right to left.
    private static readonly string[] Signs =
    [
        "😀",
        "😁",
        "🙈",
        "👩‍👩‍👧",
        "👩‍👩‍👦",
        "🇩🇪",
        "🇩🇰",
        "👍🏽",
        "e\u0301",
        "e\u0300",
        "o\u0302\u0323",
        "\u0928\u093f",
        "\u0634\u064e",
        "\u05e9\u05b8",
        "\u0645\u0631\u062d\u0628\u0627",
        "\u05e9\u05dc\u05d5\u05dd",
        "a",
        "x = 1;",
        " ",
        "\n",
    ];

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private readonly ConcurrentDictionary<string, string> known = new(cells.ToDictionary(id => id, _ => "")),
        sent = new();
    private int count;

    public string Book => book;

    /// <summary>Opens the notebook, which must have all that it should.</summary>
    public async Task<HubClient> OpenAsync(Lab lab)
    {
        HubClient client = await HubClient.ConnectAsync(lab.Address, messagePack: true);
        string? json = await client.AskAsync<string?>("WatchNotebook", book);
        Assert.True(json is not null, $"{book} did not open.");
        Compare(Sources(json));
        return client;
    }

    /// <summary>Types until the line is cut.</summary>
    public async Task TypeAsync(HubClient client, int seed)
    {
        Random random = new(seed);
        try
        {
            while (true)
            {
                string cell = cells[random.Next(cells.Count)],
                    text = Changed(known[cell], random);
                sent[cell] = text;
                await client.DoAsync("DoInNotebook", book, NotebookJson.Write(new NotebookOperation.Edit(cell, text)));
                known[cell] = text;
                Interlocked.Increment(ref count);
            }
        }
        catch (Exception problem) when (problem is not ArgumentException)
        {
            // The line is cut: the lab was killed.
        }
    }

    /// <summary>How many edits were acknowledged since it was asked last.</summary>
    public int TakeCount() => Interlocked.Exchange(ref count, 0);

    /// <summary>Whether a file, which must be text, lacks something that was acknowledged.</summary>
    public bool DiffersFrom(byte[] file) =>
        Sources(Strict.GetString(file)) is var sources && cells.Any(cell => sources[cell] != known[cell]);

    // Puts a character in, takes one away or puts one in the place of another; what people see as one, whatever it is made of.
    private static string Changed(string text, Random random)
    {
        List<string> signs = [];
        for (TextElementEnumerator each = StringInfo.GetTextElementEnumerator(text); each.MoveNext(); )
            signs.Add(each.GetTextElement());
        int at = random.Next(signs.Count + 1);
        if (at < signs.Count && random.Next(signs.Count > 100 ? 2 : 4) == 0)
            signs.RemoveAt(at);
        if (at < signs.Count && random.Next(3) == 0)
            signs[at] = Signs[random.Next(Signs.Length)];
        else
            signs.Insert(Math.Min(at, signs.Count), Signs[random.Next(Signs.Length)]);
        return string.Concat(signs);
    }

    // What was acknowledged, or what was sent after it and cut off.
    private void Compare(Dictionary<string, string> sources)
    {
        foreach (string cell in cells)
        {
            Assert.True(
                sources[cell] == known[cell] || sources[cell] == sent.GetValueOrDefault(cell),
                $"Cell {cell} of {book} is '{sources[cell]}', acknowledged was '{known[cell]}'."
            );
            known[cell] = sources[cell];
        }
    }

    private static Dictionary<string, string> Sources(string json) =>
        JsonNode.Parse(json)!["cells"]!
            .AsArray()
            .ToDictionary(cell => cell!["id"]!.GetValue<string>(), cell => JsonText.Of(cell!["source"]) ?? "");
}
