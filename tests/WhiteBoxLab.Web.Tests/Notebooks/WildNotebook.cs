using System.Globalization;
using System.Text;

namespace WhiteBoxLab.Web.Tests;

/// <summary>
/// Notebooks as they are found: written the way Python's json module writes, by code of its own, so that nothing of the lab's writer is
/// believed.
/// </summary>
internal sealed class WildNotebook(int seed)
{
    private static readonly string[] Numbers =
    [
        "0",
        "-0",
        "1e3",
        "1E+10",
        "2.50",
        "1.0",
        "-3.14159265358979323846",
        "1e-07",
        "12345678901234567890",
        "0.1",
    ];
    private static readonly string[] Words =
    [
        "Grüße",
        "日本語",
        "a\"b\\c",
        "tab\there",
        "\u001b[0;31mError\u001b[0m",
        "emoji 🐈",
        "</script>",
        "line\nline\n",
        "",
        "\u2028\u2029",
        "é\u0301",
        "\u007f",
        "NaN",
        "{{x}}",
        "\r\n",
    ];
    private readonly Random random = new(seed);
    private readonly StringBuilder text = new();
    private string indent = " ",
        newLine = "\n",
        colon = ": ",
        comma = ", ";
    private bool ascii;

    /// <summary>The file. Even seeds have Jupyter's own layout, odd ones another program's.</summary>
    public byte[] Bytes()
    {
        bool foreign = seed % 2 == 1;
        if (foreign)
        {
            indent = Pick("  ", "    ", "\t", "");
            ascii = Chance(2);
            (colon, comma) = indent.Length == 0 && Chance(2) ? (":", ",") : (": ", ", ");
            newLine = indent.Length > 0 && Chance(5) ? "\r\n" : "\n";
        }
        Put(Root(), 0);
        if (!foreign || Chance(2))
            text.Append(newLine);
        byte[] bytes = Encoding.UTF8.GetBytes(text.ToString());
        return foreign && Chance(4) ? [0xEF, 0xBB, 0xBF, .. bytes] : bytes;
    }

    private (string, object?)[] Root()
    {
        int minor = random.Next(0, 6);
        List<(string, object?)> root =
        [
            ("cells", Some(0, 9, () => Cell(minor))),
            (
                "metadata",
                Object(
                    ("kernelspec", Object(("display_name", "Python 3"), ("language", "python"), ("name", "python3"))),
                    ("widgets", Chance(3) ? Anything(4) : null),
                    ("colab", Object(("provenance", Some(0, 2, () => Anything(1)))))
                )
            ),
            ("nbformat", new Raw("4")),
            ("nbformat_minor", new Raw(minor.ToString(CultureInfo.InvariantCulture))),
        ];
        if (Chance(3))
            root.Insert(random.Next(root.Count), ("own key", Anything(3)));
        if (Chance(4))
            root.Reverse();
        return root.ToArray();
    }

    private (string, object?)[] Cell(int minor)
    {
        string kind = Pick("code", "code", "code", "markdown", "markdown", "raw");
        List<(string, object?)> cell = [("cell_type", kind)];
        if (kind == "code")
            cell.Add(("execution_count", Chance(2) ? null : new Raw(random.Next(1, 500).ToString(CultureInfo.InvariantCulture))));
        if (minor >= 5 && !Chance(6))
            cell.Add(("id", Chance(2) ? $"{random.NextInt64():x}" : $"cell-{random.NextInt64()}"));
        cell.Add(("metadata", Metadata()));
        if (kind == "code")
            cell.Add(("outputs", Some(0, 4, Output)));
        if (kind != "code" && Chance(3))
            cell.Add(
                (
                    "attachments",
                    Object(
                        ("image.png", Object(("image/png", Base64()))),
                        ("b c.jpeg", Object(("image/jpeg", Base64()), ("text/plain", "alt")))
                    )
                )
            );
        cell.Add(("source", Text()));
        if (Chance(5))
            cell.Add((Pick("stranger", "prompt_number", "collapsed"), Anything(2)));
        if (Chance(6))
            cell.Reverse();
        return cell.ToArray();
    }

    private (string, object?)[] Metadata() =>
        Chance(3)
            ? Object()
            : Object(
                ("tags", Some(0, 3, () => Word())),
                ("jupyter", Object(("source_hidden", Chance(2)))),
                ("ExecuteTime", Object(("end_time", "2020-01-01T00:00:00.000000Z"))),
                ("odd", Anything(3))
            );

    private (string, object?)[] Output() =>
        random.Next(7) switch
        {
            0 => Object(("name", Pick("stdout", "stderr")), ("output_type", "stream"), ("text", Text())),
            1 => Object(
                ("data", Object(("image/png", Base64() + "\n"), ("text/plain", Some(1, 2, () => Word())))),
                (
                    "metadata",
                    Object(("image/png", Object(("height", new Raw("480")), ("width", new Raw("640.0")))), ("needs_background", "light"))
                ),
                ("output_type", "display_data")
            ),
            2 => Object(
                ("data", Object(("application/vnd.plotly.v1+json", Anything(6)), ("text/html", Text()), ("text/plain", "x"))),
                ("execution_count", new Raw("7")),
                ("metadata", Object()),
                ("output_type", "execute_result")
            ),
            3 => Object(("ename", "ValueError"), ("evalue", Word()), ("output_type", "error"), ("traceback", Some(1, 4, () => Word()))),
            4 => Object(
                (
                    "data",
                    Object(("application/vnd.jupyter.widget-view+json", Object(("model_id", "ab12"), ("version_major", new Raw("2")))))
                ),
                ("metadata", Object()),
                ("output_type", "display_data")
            ),
            5 => Object(
                ("output_type", "update_display_data"),
                ("transient", Object(("display_id", Anything(1)))),
                ("data", Object(("application/x-unknown", Anything(3))))
            ),
            _ => Object(("output_type", Pick("pyout", "not a type")), ("text", new Raw("null")), ("own", Anything(2))),
        };

    private object? Anything(int depth) =>
        depth == 0
            ? Scalar()
            : random.Next(4) switch
            {
                0 => Some(0, 4, () => Anything(depth - 1)),
                1 => Enumerable.Range(0, random.Next(0, 4)).Select(i => ($"{Word()}{i}", Anything(depth - 1))).ToArray(),
                _ => Scalar(),
            };

    private object? Scalar() =>
        random.Next(4) switch
        {
            0 => null,
            1 => Chance(2),
            2 => new Raw(Numbers[random.Next(Numbers.Length)]),
            _ => Word(),
        };

    private object Text() => Chance(4) ? Word() : Some(0, 5, () => Word() + "\n");

    private string Word() => Words[random.Next(Words.Length)];

    private string Base64() =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(new string((char)('a' + random.Next(26)), random.Next(1, 200))));

    private object?[] Some(int least, int most, Func<object?> make) =>
        [.. Enumerable.Range(0, random.Next(least, most + 1)).Select(_ => make())];

    private static (string, object?)[] Object(params (string, object?)[] members) => members;

    private bool Chance(int of) => random.Next(of) == 0;

    private string Pick(params string[] from) => from[random.Next(from.Length)];

    private sealed record Raw(string Text);

    private void Put(object? node, int depth)
    {
        switch (node)
        {
            case (string, object?)[] members:
                Put('{', '}', members, depth, member =>
                {
                    PutText(member.Item1);
                    text.Append(colon);
                    Put(member.Item2, depth + 1);
                });
                break;
            case object?[] values:
                Put('[', ']', values, depth, value => Put(value, depth + 1));
                break;
            case string words:
                PutText(words);
                break;
            case Raw raw:
                text.Append(raw.Text);
                break;
            default:
                text.Append(
                    node switch
                    {
                        null => "null",
                        true => "true",
                        _ => "false",
                    }
                );
                break;
        }
    }

    private void Put<T>(char begin, char end, T[] parts, int depth, Action<T> put)
    {
        text.Append(begin);
        for (int i = 0; i < parts.Length; i++)
        {
            if (i > 0)
                text.Append(indent.Length > 0 ? "," : comma);
            Break(depth + 1);
            put(parts[i]);
        }
        if (parts.Length > 0)
            Break(depth);
        text.Append(end);
    }

    private void Break(int depth)
    {
        if (indent.Length > 0)
            text.Append(newLine).Insert(text.Length, indent, depth);
    }

    // As Python: short names for a few, numbers for the other control letters, the rest as it is unless everything is to be ASCII.
    private void PutText(string words)
    {
        text.Append('"');
        foreach (char letter in words)
        {
            text.Append(
                letter switch
                {
                    '"' => "\\\"",
                    '\\' => "\\\\",
                    '\n' => "\\n",
                    '\r' => "\\r",
                    '\t' => "\\t",
                    < ' ' => $"\\u{(int)letter:x4}",
                    > '\x7f' when ascii => $"\\u{(int)letter:x4}",
                    _ => letter.ToString(),
                }
            );
        }
        text.Append('"');
    }
}
