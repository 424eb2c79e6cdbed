namespace WhiteBoxLab;

/// <summary>Says by which options a method follows a convention.</summary>
/// <param name="convention">Whose way.</param>
/// <param name="options">The options as JSON.</param>
/// <param name="note">What that amounts to, in words.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
internal sealed class FollowsAttribute(Convention convention, string options, string note) : Attribute
{
    internal Convention Convention { get; } = convention;

    internal string Options { get; } = options;

    internal string Note { get; } = note;
}
