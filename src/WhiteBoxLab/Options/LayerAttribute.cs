namespace WhiteBoxLab;

/// <summary>The option is the name of one of the network's layers: editors offer them.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class LayerAttribute : Attribute;
