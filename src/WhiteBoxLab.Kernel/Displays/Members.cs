using System.Reflection;

namespace WhiteBoxLab.Kernel.Displays;

/// <summary>Something of an object that can be read and shown.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="Read">Reads it; throws what the object throws.</param>
internal sealed record Member(string Name, Type Type, Func<object, object?> Read)
{
    /// <summary>Reads it and puts it into a form; what throws meanwhile is told by its name in brackets.</summary>
    /// <param name="of">The object.</param>
    /// <param name="form">The form of what it holds.</param>
    /// <param name="told">The form of that name.</param>
    public T Show<T>(object of, Func<object?, T> form, Func<string, T> told)
    {
        try
        {
            return form(Read(of));
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or FormatterLoopException))
        {
            return told($"({(exception.InnerException ?? exception).GetType().Name})");
        }
    }
}

/// <summary>The public properties and fields of a type, in the order of their declaration.</summary>
internal static class Members
{
    public static IEnumerable<Member> Of(Type type)
    {
        const BindingFlags Public = BindingFlags.Instance | BindingFlags.Public;
        IEnumerable<Member> properties = type.GetProperties(Public)
            .Where(property =>
                property.CanRead
                && property.GetIndexParameters().Length == 0
                && !property.PropertyType.IsByRefLike
                && !property.PropertyType.IsPointer
            )
            .Select(property => new Member(property.Name, property.PropertyType, property.GetValue));
        IEnumerable<Member> fields = type.GetFields(Public)
            .Where(field => !field.FieldType.IsPointer)
            .Select(field => new Member(field.Name, field.FieldType, field.GetValue));
        return properties.Concat(fields);
    }
}
