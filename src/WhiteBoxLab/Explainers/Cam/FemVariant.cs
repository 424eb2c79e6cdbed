namespace WhiteBoxLab;

/// <summary>The two methods published under the name FEM.</summary>
public enum FemVariant
{
    /// <summary>Strong positions of each channel, weighted by the channel's mean.</summary>
    Paper,

    /// <summary>pytorch-grad-cam's: the whole channel, weighted by the fraction of its positions that are strong.</summary>
    PytorchGradCam,
}
