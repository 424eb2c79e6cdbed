namespace WhiteBoxLab;

/// <summary>How FullGrad scales its parts before they are added.</summary>
public enum FullGradVariant
{
    /// <summary>Each layer to 0..1 as a whole, stretched with corners aligned; the sum is not scaled again.</summary>
    Paper,

    /// <summary>pytorch-grad-cam's: each channel to 0..1, the sum again.</summary>
    PytorchGradCam,
}
