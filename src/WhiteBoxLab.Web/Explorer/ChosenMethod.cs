using System.Text.Json.Nodes;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Web.Explorer;

/// <summary>How a method is chosen.</summary>
/// <param name="Options">The options that differ from the defaults, or null.</param>
/// <param name="Cost">What it costs with them; null until the kernel has said.</param>
public sealed record ChosenMethod(JsonObject? Options, PassEstimate? Cost)
{
    /// <summary>With its default options.</summary>
    public static ChosenMethod AsItIs { get; } = new(null, null);

    /// <summary>What it costs; null until the kernel has said.</summary>
    /// <param name="card">The method, whose card says it for the default options.</param>
    public PassEstimate? CostBy(MethodCard card) => Options is null ? PassEstimate.Of(card) : Cost;
}
