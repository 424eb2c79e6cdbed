using System.Globalization;

namespace WhiteBoxLab.Kernel.Displays;

/// <summary>Shows an array of two dimensions by its rows.</summary>
internal sealed class MatrixFormatter : DisplayFormatter
{
    public override int Rank => 28;

    public override Display? Show(object value, DisplayMaker displays, string? valueId) =>
        value is Array { Rank: 2, Length: > 0 } matrix
            ? Grid.Show(
                [.. Places(matrix, 0, Grid.MostInResource).Cast<object>()],
                [.. Places(matrix, 1, Grid.MostColumns).Select(place => Column(matrix, place))],
                matrix.GetLength(0),
                PlainText.Of(matrix)
            )
            : null;

    private static IEnumerable<int> Places(Array matrix, int dimension, int most) =>
        Enumerable.Range(matrix.GetLowerBound(dimension), Math.Min(most, matrix.GetLength(dimension)));

    private static Member Column(Array matrix, int place) =>
        new(place.ToString(CultureInfo.InvariantCulture), matrix.GetType().GetElementType() ?? typeof(object), row =>
            matrix.GetValue((int)row, place)
        );
}
