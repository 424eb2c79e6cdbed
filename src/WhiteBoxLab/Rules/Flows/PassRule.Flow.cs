namespace WhiteBoxLab;

public sealed partial class PassRule
{
    internal override Flow Flow(LayerCall call) => new PassFlow();
}
