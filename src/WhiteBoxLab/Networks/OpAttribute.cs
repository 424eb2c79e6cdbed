using System.Reflection;

namespace WhiteBoxLab;

/// <summary>The name of a layer's operation in <c>network.json</c>.</summary>
/// <param name="name">In snake_case, such as <c>max_pool2d</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class OpAttribute(string name) : Attribute
{
    /// <summary>The operation's name.</summary>
    public string Name { get; } = name;

    internal static string Of(Type type) =>
        type.GetCustomAttribute<OpAttribute>()?.Name ?? throw new InvalidOperationException($"{type.Name} has no [Op(...)] attribute.");
}
