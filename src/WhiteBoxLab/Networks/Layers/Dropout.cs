namespace WhiteBoxLab;

/// <summary>Dropout as it runs after training: it changes nothing.</summary>
[Op("dropout")]
public sealed class Dropout : NeutralLayer
{
    /// <summary>A dropout.</summary>
    /// <param name="name">Unique in its network.</param>
    /// <param name="input">The layer it reads.</param>
    public Dropout(string name, string input)
        : base(name, input) { }

    internal Dropout(LayerSource source)
        : base(source.Name, source.Inputs) => _ = source.Real("p", 0.5); // of training alone
}
