namespace WhiteBoxLab;

/// <summary>A number format of safetensors. <see cref="Torch"/> is null for those that TorchSharp cannot hold.</summary>
internal sealed record SafetensorsDtype(string Name, int Size, torch.ScalarType? Torch)
{
    private static readonly SafetensorsDtype[] Known =
    [
        new("F64", 8, torch.ScalarType.Float64),
        new("F32", 4, torch.ScalarType.Float32),
        new("F16", 2, torch.ScalarType.Float16),
        new("BF16", 2, torch.ScalarType.BFloat16),
        new("I64", 8, torch.ScalarType.Int64),
        new("I32", 4, torch.ScalarType.Int32),
        new("I16", 2, torch.ScalarType.Int16),
        new("I8", 1, torch.ScalarType.Int8),
        new("U8", 1, torch.ScalarType.Byte),
        new("BOOL", 1, torch.ScalarType.Bool),
        new("U16", 2, null),
        new("U32", 4, null),
        new("U64", 8, null),
        new("F8_E4M3", 1, null),
        new("F8_E5M2", 1, null),
        new("C64", 8, null),
    ];

    public static SafetensorsDtype? Find(string name) => Array.Find(Known, d => d.Name == name);

    public static SafetensorsDtype? Find(torch.ScalarType type) => Array.Find(Known, d => d.Torch == type);

    /// <summary>The formats that can be read as tensors, for messages.</summary>
    public static string Readable => string.Join(", ", Known.Where(d => d.Torch is not null).Select(d => d.Name));

    public static string All => string.Join(", ", Known.Select(d => d.Name));
}
