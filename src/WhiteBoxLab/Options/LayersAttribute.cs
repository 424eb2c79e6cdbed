namespace WhiteBoxLab;

/// <summary>The option is a list of names of the network's layers: editors offer them.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class LayersAttribute : Attribute;
