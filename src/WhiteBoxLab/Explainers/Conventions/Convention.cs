namespace WhiteBoxLab;

/// <summary>
/// Whose way of computing a method is followed. A convention only chooses among the method's own options;
/// <see cref="Catalogue.ConventionsOf"/> tells which.
/// </summary>
public enum Convention
{
    /// <summary>The paper's.</summary>
    Paper,

    /// <summary>Captum's (0.9).</summary>
    Captum,

    /// <summary>Zennit's (1.0).</summary>
    Zennit,

    /// <summary>pytorch-grad-cam's (1.5).</summary>
    PytorchGradCam,
}
