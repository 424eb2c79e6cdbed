using System.Reflection;

namespace WhiteBoxLab.Kernel.Cells;

/// <summary>
/// Lets go of what a variable of an older cell holds when a newer cell declares the name again: nobody can reach it, but the older cell's
/// object lives as long as
/// the kernel, and a cell that makes a network would cost one at every run.
/// </summary>
internal static class Shadowed
{
    private const BindingFlags Declared =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>Clears what the newest cell hides.</summary>
    /// <param name="cells">The cells' objects, oldest first.</param>
    public static void Release(IReadOnlyList<object> cells)
    {
        if (cells.Count == 0)
            return;
        HashSet<string> names = [.. Variable.FieldsOf(cells[^1]).Select(field => field.Name)];

        // A function or a lambda may still use the older variable, in its own cell or in one between: there the search ends.
        for (int place = cells.Count - 2; place >= 0 && names.Count > 0 && !HasFunctions(cells[place].GetType()); place--)
        {
            foreach (
                FieldInfo field in Variable
                    .FieldsOf(cells[place])
                    .Where(field => names.Contains(field.Name) && !field.FieldType.IsValueType)
            )
                field.SetValue(cells[place], null);
        }
    }

    private static bool HasFunctions(Type cell) =>
        cell.GetMethods(Declared).Any(method => method.Name is not ("<Initialize>" or "<Factory>" or "<Main>"))
        || cell.GetNestedTypes(BindingFlags.NonPublic).Any(type => type.Name.StartsWith("<>c__DisplayClass", StringComparison.Ordinal));
}
