namespace WhiteBoxLab;

/// <summary>Projects the channels of a layer on their first principal direction over positions.</summary>
internal static class PrincipalComponent
{
    /// <summary>
    /// [N, 1, H, W] of [N, K, H, W]: Y v1 for Y = [positions, channels]. From the smaller of the two Gram matrices, so that the cost is
    /// that of an eigenvalue problem of min(K, H W).
    /// </summary>
    internal static Tensor Of(Tensor values, bool center)
    {
        Tensor y = values.flatten(2).transpose(1, 2); // [N, Z, K]
        if (center)
            y -= y.mean([1], keepdim: true);
        Tensor map = y.shape[1] <= y.shape[2] ? FromPositions(y) : FromChannels(y); // [N, Z]
        using Tensor largest = map.gather(1, map.abs().argmax(1, keepdim: true));
        return (map * largest.sign()).view(values.shape[0], 1, values.shape[2], values.shape[3]);
    }

    /// <summary>Y Y' = U S^2 U', so Y v1 = s1 u1.</summary>
    private static Tensor FromPositions(Tensor y)
    {
        (Tensor values, Tensor vectors) = linalg.eigh(y.matmul(y.transpose(1, 2)));
        return vectors.select(2, -1) * values.narrow(1, values.shape[1] - 1, 1).clamp_min(0).sqrt();
    }

    /// <summary>Y' Y = V S^2 V'.</summary>
    private static Tensor FromChannels(Tensor y)
    {
        (_, Tensor vectors) = linalg.eigh(y.transpose(1, 2).matmul(y));
        return y.matmul(vectors.narrow(2, vectors.shape[2] - 1, 1)).squeeze(2);
    }
}
