using System.Collections;
using System.Globalization;
using System.Reflection;

namespace WhiteBoxLab.Kernel.Displays;

/// <summary>
/// Shows a data frame, such as the one of Microsoft.Data.Analysis, without knowing its library: it has columns, each with a name, a length
/// and a value at each place.
/// </summary>
internal sealed class DataFrameFormatter : DisplayFormatter
{
    private const BindingFlags Public = BindingFlags.Instance | BindingFlags.Public;

    public override int Rank => 47;

    public override Display? Show(object value, DisplayMaker displays, string? valueId)
    {
        if (value.GetType().Name != "DataFrame" || Read(value, "Columns") is not IEnumerable all)
            return null;
        object[] found = [.. all.OfType<object>()];
        Member[] columns = [.. found.Take(Grid.MostColumns).Select(Column).OfType<Member>()];
        if (columns.Length == 0)
            return null;
        int total = (int)Math.Min(int.MaxValue, found.Max(LengthOf));
        object[] rows = [.. Enumerable.Range(0, Math.Min(total, Grid.MostInResource)).Cast<object>()];
        return Grid.Show(rows, columns, total, GridText.Of(rows, columns, total));
    }

    private static Member? Column(object column) =>
        Read(column, "Name") is string name && Places(column) is { } place
            ? new Member(name, Read(column, "DataType") as Type ?? typeof(object), row =>
                place.GetValue(column, [Convert.ChangeType(row, place.GetIndexParameters()[0].ParameterType, CultureInfo.InvariantCulture)])
            )
            : null;

    // The most general of its indexers by a number.
    private static PropertyInfo? Places(object column) =>
        column
            .GetType()
            .GetProperties(Public)
            .Where(property =>
                property is { CanRead: true }
                && property.GetIndexParameters() is [{ ParameterType: var type }]
                && (type == typeof(long) || type == typeof(int))
            )
            .MaxBy(property => property.GetIndexParameters()[0].ParameterType == typeof(long));

    private static long LengthOf(object column) => Convert.ToInt64(Read(column, "Length") ?? 0, CultureInfo.InvariantCulture);

    private static object? Read(object of, string name) => Members.Of(of.GetType()).FirstOrDefault(member => member.Name == name)?.Read(of);
}
