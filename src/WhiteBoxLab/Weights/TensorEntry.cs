namespace WhiteBoxLab;

/// <summary>Where one tensor lies in a safetensors file. Offsets count from the end of the header and are checked.</summary>
internal readonly record struct TensorEntry(string Name, SafetensorsDtype Dtype, long[] Shape, long Begin, long End)
{
    public long Bytes => End - Begin;

    public string ShapeText => $"[{string.Join(", ", Shape)}]";
}
