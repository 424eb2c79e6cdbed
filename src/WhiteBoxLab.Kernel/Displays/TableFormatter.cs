using System.Collections;

namespace WhiteBoxLab.Kernel.Displays;

/// <summary>Shows a list of records as a table with a column for each property.</summary>
internal sealed class TableFormatter : DisplayFormatter
{
    public override int Rank => 50;

    public override Display? Show(object value, DisplayMaker displays, string? valueId) =>
        value switch
        {
            RowsToShow rows => Table(rows.Items, Values) ?? new Display([new("text/plain", PlainText.Of(rows.Items))]),
            string or IDictionary => null,
            IEnumerable items => Table(items, _ => []),
            _ => null,
        };

    private static Display? Table(IEnumerable items, Func<Type, IReadOnlyList<Member>> otherwise)
    {
        List<object?> rows = [.. items.Cast<object?>().Take(Grid.MostInResource + 1)];
        if (rows.Count == 0 || rows.Any(row => row is null || row.GetType() != rows[0]?.GetType()))
            return null;
        // not null, see above
        IReadOnlyList<Member> columns = Columns(rows[0]) is { Count: > 0 } properties ? properties : otherwise(rows[0]!.GetType());
        if (columns.Count == 0)
            return null;
        bool isKnown = items.Cast<object?>().TryGetNonEnumeratedCount(out int count);
        int? total = (rows.Count <= Grid.MostInResource, isKnown) switch
        {
            (true, _) => rows.Count,
            (_, true) => count,
            _ => null,
        };
        return Grid.Show([.. rows.OfType<object>()], columns, total, PlainText.Of(items));
    }

    private static IReadOnlyList<Member> Values(Type type) => [new Member("value", type, row => row)];

    // Numbers, text, dates and tensors have properties too, but nobody wants a table of them.
    private static List<Member> Columns(object? row)
    {
        Type type = row?.GetType() ?? typeof(object);
        bool single =
            type.IsPrimitive
            || row is IDisposable
            || type.IsEnum
            || row is string or IEnumerable or Type or Delegate
            || type.Namespace == nameof(System) && !IsTuple(type);
        return single ? [] : [.. Members.Of(type).Take(Grid.MostColumns)];
    }

    private static bool IsTuple(Type type) => type.IsAssignableTo(typeof(System.Runtime.CompilerServices.ITuple));
}
