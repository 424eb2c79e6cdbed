using System.Reflection;

namespace WhiteBoxLab.Kernel.Cells;

/// <summary>A variable of a cell.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its declared type.</param>
/// <param name="Value">Its value now.</param>
internal sealed record Variable(string Name, Type Type, object? Value)
{
    /// <summary>The variables that a cell's object holds, in the order of their declaration.</summary>
    public static IEnumerable<Variable> Of(object cell) =>
        FieldsOf(cell).Select(field => new Variable(field.Name, field.FieldType, field.GetValue(cell)));

    /// <summary>The fields that hold them.</summary>
    public static IEnumerable<FieldInfo> FieldsOf(object cell) =>
        cell.GetType()
            .GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
            .Where(field => !field.Name.StartsWith('<'));
}
