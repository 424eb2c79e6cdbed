using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using TorchSharp;

namespace WhiteBoxLab.Kernel.Displays;

/// <summary>Any value as text: of bounded length and depth, and whatever its properties throw.</summary>
internal static class PlainText
{
    public const string Null = "null";
    private const int Longest = 100_000,
        MostItems = 100,
        Deepest = 4;

    public static string Of(object? value) => Cut(Of(value, 0), Longest);

    /// <summary>One line of at most 120 characters.</summary>
    public static string Summary(object? value) => Cut(Of(value, 1).ReplaceLineEndings(" "), 120);

    /// <summary>A type's name as one writes it in C#, such as <c>List&lt;Int32&gt;</c>.</summary>
    public static string NameOf(Type type)
    {
        if (type.IsArray)
            return $"{NameOf(type.GetElementType() ?? typeof(object))}[{new string(',', type.GetArrayRank() - 1)}]";
        string name = IsAnonymous(type) ? "" : type.Name.Split('`')[0];
        return type.IsGenericType && name.Length > 0 ? $"{name}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>" : name;
    }

    private static bool IsAnonymous(Type type) => type.Name.Contains("AnonymousType", StringComparison.Ordinal);

    private static string Of(object? value, int depth) =>
        value switch
        {
            null => Null,
            _ when depth > 0 && UserFormatters.Of(value, "text/plain") is { } formatted => formatted,
            string text => depth == 0 ? text : $"\"{text}\"",
            char sign => depth == 0 ? sign.ToString() : $"'{sign}'",
            DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture)
                + (time.Kind == DateTimeKind.Utc ? "Z" : ""),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            Exception exception => depth == 0 ? CellError.Text(exception) : $"{exception.GetType().Name}: {exception.Message}",
            Type type => NameOf(type),
            torch.Tensor tensor => TensorFormatter.Line(tensor),
            torch.nn.Module module => ModuleFormatter.Line(module),
            Delegate => NameOf(value.GetType()),
            _ when ShapedFormatter.Line(value) is { } line => line,
            _ when OverridesToString(value.GetType()) => value.ToString() ?? "",
            _ when depth >= Deepest => NameOf(value.GetType()),
            Array { Rank: > 1 } matrix => $"{NameOf(matrix.GetType())} {Sizes(matrix)}\n{Rows(matrix, [], depth)}",
            IDictionary map => Items(Entries(map), entry => $"[{Of(entry.Key, depth + 1)}] = {Of(entry.Value, depth + 1)}", map.GetType()),
            IEnumerable items => Items(items.Cast<object?>(), item => Of(item, depth + 1), value.GetType()),
            _ => Properties(value, depth),
        };

    private static IEnumerable<DictionaryEntry> Entries(IDictionary map)
    {
        for (IDictionaryEnumerator entry = map.GetEnumerator(); entry.MoveNext(); )
            yield return entry.Entry;
    }

    private static string Sizes(Array matrix) => string.Join(" x ", Enumerable.Range(0, matrix.Rank).Select(matrix.GetLength));

    // One line for each row; of many dimensions few of each.
    private static string Rows(Array matrix, int[] at, int depth)
    {
        if (at.Length == matrix.Rank)
            return Of(matrix.GetValue(at), depth + 1);
        int most = Math.Max(2, (int)Math.Pow(MostItems * MostItems, 1.0 / matrix.Rank)),
            length = matrix.GetLength(at.Length),
            from = matrix.GetLowerBound(at.Length);
        IEnumerable<string> rows = Enumerable.Range(from, Math.Min(most, length)).Select(place => Rows(matrix, [.. at, place], depth));
        return $"[{string.Join(at.Length == matrix.Rank - 1 ? ", " : ",\n ", length > most ? rows.Append("...") : rows)}]";
    }

    private static string Items<T>(IEnumerable<T> items, Func<T, string> show, Type type)
    {
        List<T> some = [.. items.Take(MostItems + 1)];
        string more = some.Count > MostItems ? ", ..." : "";
        return $"{NameOf(type)} [{string.Join(", ", some.Take(MostItems).Select(show))}{more}]";
    }

    private static string Properties(object value, int depth)
    {
        StringBuilder text = new(NameOf(value.GetType()));
        IEnumerable<string> all = Members
            .Of(value.GetType())
            .Take(MostItems)
            .Select(member => $"{member.Name} = {Guarded(() => Of(member.Read(value), depth + 1))}");
        return text.Append(text.Length > 0 ? " { " : "{ ").AppendJoin(", ", all).Append(" }").ToString();
    }

    private static string Guarded(Func<string> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return $"({(exception is TargetInvocationException { InnerException: { } inner } ? inner : exception).GetType().Name})";
        }
    }

    private static bool OverridesToString(Type type)
    {
        Type? declaring = type.GetMethod(nameof(ToString), Type.EmptyTypes)?.DeclaringType;
        return declaring != typeof(object) && declaring != typeof(ValueType) && !IsAnonymous(type);
    }

    private static string Cut(string text, int longest) =>
        text.Length <= longest ? text : string.Concat(text.AsSpan(0, longest - 3), "...");
}
