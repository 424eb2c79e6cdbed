namespace WhiteBoxLab;

/// <summary>How activations and gradients at a layer become a map, in Finer-CAM.</summary>
public enum CamForm
{
    /// <summary>Channels weighted by their mean gradient.</summary>
    GradCam,

    /// <summary>Gradient times activation at every position.</summary>
    HiResCam,

    /// <summary>The positive gradient times activation at every position.</summary>
    LayerCam,

    /// <summary>Channels weighted by their gradient where they are active.</summary>
    XGradCam,

    /// <summary>Channels weighted by higher derivatives.</summary>
    GradCamPlusPlus,

    /// <summary>The positive part of gradient times activation at every position and channel.</summary>
    GradCamElementWise,
}

/// <summary>The methods of these names.</summary>
internal static class CamForms
{
    /// <summary>The raw map, [N, 1, H', W'], of activations and gradients [N, K', H', W'].</summary>
    internal static Tensor Of(this CamForm form, Tensor a, Tensor g) =>
        (
            (CamExplainer)(
                form switch
                {
                    CamForm.HiResCam => new HiResCam(),
                    CamForm.LayerCam => new LayerCam(),
                    CamForm.XGradCam => new XGradCam(),
                    CamForm.GradCamPlusPlus => new GradCamPlusPlus(),
                    CamForm.GradCamElementWise => new GradCamElementWise(),
                    _ => new GradCam(),
                }
            )
        ).MapOf(a, g);
}
