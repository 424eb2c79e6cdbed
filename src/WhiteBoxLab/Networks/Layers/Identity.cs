namespace WhiteBoxLab;

/// <summary>Nothing happens here; stands where a canonizer has merged a layer into the one before it.</summary>
[Op("identity")]
public sealed class Identity : NeutralLayer
{
    /// <summary>A layer that changes nothing.</summary>
    /// <param name="name">Unique in its network.</param>
    /// <param name="input">The layer it reads.</param>
    public Identity(string name, string input)
        : base(name, input) { }

    internal Identity(LayerSource source)
        : base(source.Name, source.Inputs) { }
}
