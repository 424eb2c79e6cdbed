using System.Net;
using WhiteBoxLab.Kernel.Displays;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Magics;

/// <summary><c>#!who</c>: the names of the variables.</summary>
internal sealed class WhoMagic : Magic
{
    public override string Name => "#!who";

    public override string Help => "Show the names of the variables.";

    public override Task RunAsync(MagicCall call)
    {
        call.Arguments();
        call.Show(
            new FormattedValue(
                "text/plain",
                string.Join("\n", call.Context.Cells.Chain.Variables.Select(variable => variable.Name).Order(StringComparer.Ordinal))
            )
        );
        return Task.CompletedTask;
    }
}

/// <summary><c>#!whos</c>: the variables with their types and values.</summary>
internal sealed class WhosMagic : Magic
{
    public override string Name => "#!whos";

    public override string Help => "Show the variables with their types and values.";

    public override Task RunAsync(MagicCall call)
    {
        call.Arguments();
        (string Name, string Type, string Value)[] rows =
        [
            .. call
                .Context.Cells.Chain.Variables.OrderBy(one => one.Name, StringComparer.Ordinal)
                .Select(one => (one.Name, PlainText.NameOf(one.Value?.GetType() ?? one.Type), PlainText.Summary(one.Value))),
        ];
        string cells = string.Concat(
            rows.Select(row =>
                $"<tr><td>{WebUtility.HtmlEncode(row.Name)}</td><td>{WebUtility.HtmlEncode(row.Type)}</td><td>"
                + $"{WebUtility.HtmlEncode(row.Value)}</td></tr>"
            )
        );
        call.Show(
            new FormattedValue(
                "text/html",
                $"<table><thead><tr><th>Variable</th><th>Type</th><th>Value</th></tr></thead><tbody>{cells}</tbody></table>"
            ),
            new FormattedValue("text/plain", string.Join("\n", rows.Select(row => $"{row.Type} {row.Name} = {row.Value}")))
        );
        return Task.CompletedTask;
    }
}

/// <summary><c>#!lsmagic</c>: the magics.</summary>
internal sealed class LsMagic : Magic
{
    public override string Name => "#!lsmagic";

    public override string Help => "Show this list.";

    public override Task RunAsync(MagicCall call)
    {
        call.Arguments();
        call.Show(
            new FormattedValue(
                "text/plain",
                string.Join(
                    "\n",
                    All.Values.OrderBy(magic => magic.Name, StringComparer.Ordinal).Select(magic => $"{magic.Name, -12}{magic.Help}")
                )
            )
        );
        return Task.CompletedTask;
    }
}
