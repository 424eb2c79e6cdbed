namespace WhiteBoxLab;

/// <summary>A height and a width: of a kernel, a stride, a padding, a picture.</summary>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
public readonly record struct Size2(long Height, long Width)
{
    /// <summary>The same number twice.</summary>
    /// <param name="both">Height and width.</param>
    public static implicit operator Size2(long both) => new(both, both);

    /// <summary>Height and width from a pair.</summary>
    /// <param name="pair">(height, width).</param>
    public static implicit operator Size2((long Height, long Width) pair) => new(pair.Height, pair.Width);

    internal long[] ToArray() => [Height, Width];

    internal System.Text.Json.Nodes.JsonArray ToJson() => [Height, Width];

    /// <summary>As in [height, width].</summary>
    public override string ToString() => $"[{Height}, {Width}]";
}
