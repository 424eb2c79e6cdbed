using System.Collections;

namespace WhiteBoxLab.Kernel.Displays;

/// <summary>
/// Shows lists, maps and objects in which something has a formatter of the user's, as a table in which that formatter is asked.
/// </summary>
internal sealed class PartsFormatter : DisplayFormatter
{
    private static readonly Member[] Items = [new("value", typeof(object), row => row)];
    private static readonly Member[] Entries = [Entry("key", row => row.Key), Entry("value", row => row.Value)];
    private static readonly Member[] Named = [Part("property", row => row.Name), Part("value", row => row.Value)];

    public override int Rank => 49;

    public override Display? Show(object value, DisplayMaker displays, string? valueId) =>
        !UserFormatters.AreThere
            ? null
            : value switch
            {
                string => null,
                IDictionary map => Show([.. EntriesOf(map)], Entries, row => ((DictionaryEntry)row).Value, value),
                IEnumerable items => Show([.. Some(items).Select(item => item ?? PlainText.Null)], Items, row => row, value),
                _ when value.GetType() is { IsPrimitive: false, IsEnum: false } type => Show(
                    [.. PartsOf(value, type)],
                    Named,
                    row => ((PartOfValue)row).Value,
                    value
                ),
                _ => null,
            };

    private static Display? Show(IReadOnlyList<object> rows, Member[] columns, Func<object, object?> part, object whole) =>
        rows.Any(row => part(row) is { } one && UserFormatters.FormsOf(one.GetType()).Contains("text/html"))
            ? Grid.Show(rows, columns, rows.Count, PlainText.Of(whole))
            : null;

    private static IEnumerable<object> PartsOf(object value, Type type) =>
        Members
            .Of(type)
            .Take(Grid.MostColumns)
            .Select(member => new PartOfValue(member.Name, member.Show(value, read => read, told => told)));

    private static IEnumerable<object?> Some(IEnumerable items) => items.Cast<object?>().Take(Grid.MostInResource);

    private static IEnumerable<object> EntriesOf(IDictionary map)
    {
        for (IDictionaryEnumerator entry = map.GetEnumerator(); entry.MoveNext(); )
            yield return entry.Entry;
    }

    private static Member Entry(string name, Func<DictionaryEntry, object?> read) =>
        new(name, typeof(object), row => read((DictionaryEntry)row));

    private static Member Part(string name, Func<PartOfValue, object?> read) => new(name, typeof(object), row => read((PartOfValue)row));
}
