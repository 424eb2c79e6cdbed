namespace WhiteBoxLab;

/// <summary>How an operation of libtorch is computed on this machine, after it was tried against float64.</summary>
/// <param name="Call">The operation: its name, its operands' shapes (a batch counts as 1 or 2, <c>:last</c> for channels last), settings,
/// type and threads.</param>
/// <param name="Way">The first way that was right.</param>
/// <param name="Off">The largest error of libtorch's own way, as a share of the largest value; infinite where it gives no numbers or ends
/// its process.</param>
public sealed record Verdict(string Call, Way Way, double Off)
{
    /// <summary>For people.</summary>
    public override string ToString() => $"{OperationCall.Short(Call)}: {Fault}, {Instead}";

    private string Fault =>
        (Way, Off) switch
        {
            (Way.Direct, _) => "right",
            (_, double.PositiveInfinity or double.NegativeInfinity) => "ends its process or gives no numbers",
            _ => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"wrong by {Off:P0} of the largest value"),
        };

    private string Instead =>
        Way switch
        {
            Way.Direct => "taken as it is",
            Way.OtherLayout => "taken in the other layout",
            Way.PaddedChannels => "taken with zeros up to 16 channels",
            Way.Unfolded => "taken as a matrix product",
            Way.Double => "taken in float64",
            _ => "refused",
        };
}
