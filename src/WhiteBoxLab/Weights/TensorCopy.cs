namespace WhiteBoxLab;

/// <summary>Copies a tensor's bytes, in row-major order, to where files want them.</summary>
internal static class TensorCopy
{
    private const long Chunk = 1 << 27;

    public static void Write(Stream file, torch.Tensor tensor)
    {
        if (tensor.NumberOfElements == 0)
            return;
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Tensor flat = tensor.detach().cpu().contiguous().view(-1);
        for (long start = 0; start < flat.shape[0]; start += Chunk)
            file.Write(flat.narrow(0, start, Math.Min(Chunk, flat.shape[0] - start)).bytes);
    }
}
