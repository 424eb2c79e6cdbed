using System.Data;

namespace WhiteBoxLab.Kernel.Displays;

/// <summary>Shows a table of ADO.NET.</summary>
internal sealed class DataTableFormatter : DisplayFormatter
{
    public override int Rank => 46;

    public override Display? Show(object value, DisplayMaker displays, string? valueId) =>
        value switch
        {
            DataTable { Columns.Count: > 0 } table => Show(
                table,
                [.. table.Rows.Cast<DataRow>().Take(Grid.MostInResource)],
                table.Rows.Count
            ),
            DataView { Table: { Columns.Count: > 0 } table } view => Show(
                table,
                [.. view.Cast<DataRowView>().Take(Grid.MostInResource).Select(row => row.Row)],
                view.Count
            ),
            _ => null,
        };

    private static Display Show(DataTable table, IReadOnlyList<object> rows, int total)
    {
        Member[] columns =
        [
            .. table
                .Columns.Cast<DataColumn>()
                .Take(Grid.MostColumns)
                .Select(column => new Member(column.ColumnName, column.DataType, row => Cell((DataRow)row, column))),
        ];
        return Grid.Show(rows, columns, total, GridText.Of(rows, columns, total));
    }

    private static object? Cell(DataRow row, DataColumn column) => row.IsNull(column) ? null : row[column];
}
