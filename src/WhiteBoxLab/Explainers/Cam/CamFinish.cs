namespace WhiteBoxLab;

/// <summary>What is done to the raw map of a layer afterwards.</summary>
public enum CamFinish
{
    /// <summary>Nothing: raw and signed, at the layer's resolution.</summary>
    None,

    /// <summary>As pytorch-grad-cam does: negative values to zero, scaled to 0..1, resized to the input (bilinear), scaled again.</summary>
    PytorchGradCam,
}

/// <summary>How it is done.</summary>
internal static class CamFinishes
{
    internal static Tensor Apply(this CamFinish finish, Tensor map, Tensor input) =>
        finish == CamFinish.None ? map : Scaled(Stretched(map, input));

    /// <summary>
    /// The mean of several layers' maps, for which each is made fit: negative values to zero, scaled to 0..1, resized to the input.
    /// </summary>
    internal static Tensor Fuse(this CamFinish finish, Tensor[] maps, Tensor input)
    {
        Tensor mean = stack(maps.Select(map => Stretched(map, input))).mean([0L]);
        return finish == CamFinish.None ? mean : Scaled(mean);
    }

    private static Tensor Stretched(Tensor map, Tensor input) =>
        F.interpolate(Scaled(map.relu()), input.shape[2..], mode: InterpolationMode.Bilinear, align_corners: false);

    /// <summary>(P - min) / (1e-7 + max(P - min)) over the positions of each photo.</summary>
    internal static Tensor Scaled(Tensor map)
    {
        Tensor above = map - map.amin([1, 2, 3], keepdim: true);
        return above / (above.amax([1, 2, 3], keepdim: true) + 1e-7);
    }
}
