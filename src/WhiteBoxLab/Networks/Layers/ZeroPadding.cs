namespace WhiteBoxLab;

/// <summary>
/// Zeros around a picture, put there and taken away row by row: libtorch writes the whole picture first and then once more what is inside.
/// </summary>
internal static class ZeroPadding
{
    internal static bool Serves(Tensor tensor) => ParallelLoops.Serves(tensor) && !tensor.requires_grad;

    /// <summary>A picture with zeros at its sides: left, right, top, bottom.</summary>
    internal static Tensor Around(Tensor picture, IReadOnlyList<long> sides)
    {
        Tensor framed = empty(
            [picture.shape[0], picture.shape[1], picture.shape[2] + sides[2] + sides[3], picture.shape[3] + sides[0] + sides[1]],
            picture.dtype,
            picture.device
        );
        Copy(picture, framed, framed, sides);
        return framed;
    }

    /// <summary>A picture without what lies at its sides.</summary>
    internal static Tensor Inside(Tensor framed, IReadOnlyList<long> sides)
    {
        Tensor picture = empty(
            [framed.shape[0], framed.shape[1], framed.shape[2] - sides[2] - sides[3], framed.shape[3] - sides[0] - sides[1]],
            framed.dtype,
            framed.device
        );
        Copy(framed, picture, framed, sides);
        return picture;
    }

    private static unsafe void Copy(Tensor from, Tensor to, Tensor framed, IReadOnlyList<long> sides)
    {
        nint source = ParallelLoops.Start(from),
            target = ParallelLoops.Start(to);
        Tensor picture = ReferenceEquals(from, framed) ? to : from;
        bool isAround = ReferenceEquals(to, framed);
        int size = (int)framed.ElementSize,
            rows = (int)picture.shape[2],
            width = (int)picture.shape[3] * size,
            pitch = (int)framed.shape[3] * size,
            left = (int)sides[0] * size,
            top = (int)sides[2];
        long inner = (long)rows * width,
            outer = framed.shape[2] * pitch;
        ParallelLoops.Run((int)(framed.shape[0] * framed.shape[1]), outer / 16, (start, end) =>
        {
            for (long plane = start; plane < end; plane++)
            {
                byte* small = (byte*)(isAround ? source : target) + (plane * inner),
                    large = (byte*)(isAround ? target : source) + (plane * outer),
                    at = large + (top * pitch) + left;
                if (isAround)
                    new Span<byte>(large, (int)(at - large)).Clear();
                for (int y = 0; y < rows; y++, small += width, at += pitch)
                    if (isAround)
                    {
                        ParallelLoops.Copy(small, at, width);
                        new Span<byte>(at + width, (int)Math.Min(pitch - width, large + outer - at - width)).Clear();
                    }
                    else
                        ParallelLoops.Copy(at, small, width);
                if (isAround)
                    new Span<byte>(at, (int)Math.Max(0, large + outer - at)).Clear();
            }
        });
    }
}
