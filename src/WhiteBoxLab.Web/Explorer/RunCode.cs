using System.Globalization;
using System.Text;
using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Compute;
using WhiteBoxLab.Web.Explorer.Runs;
using WhiteBoxLab.Web.Layout;

namespace WhiteBoxLab.Web.Explorer;

/// <summary>Writes what is on the Explorer's table as C# for a cell.</summary>
/// <param name="kernel">Knows how a method with options is written.</param>
public sealed class RunCode(ExplorerKernel kernel)
{
    /// <summary>The code of all maps, side by side.</summary>
    /// <param name="request">What is on the table.</param>
    /// <exception cref="KernelRefusedException">The kernel could not say.</exception>
    public async Task<string> OfAsync(RunRequest request)
    {
        string photo = request.Photo.SampleName is { } sample ? $"Photo.Sample(\"{sample}\")" : $"Photo.Open(\"{request.Photo.Name}\")";
        StringBuilder code = new("using WhiteBoxLab;\n\n");
        code.Append(
            CultureInfo.InvariantCulture,
            $"var photo = {photo};\nvar network = {await NetworkAsync(request.Network)};\n\nnew[]\n{{\n"
        );
        foreach (RunChoice choice in request.Choices)
            code.Append(
                CultureInfo.InvariantCulture,
                $"    {await CallAsync(choice.Method, choice.Options, request.Network, request.Target, request.OfProbability)},\n"
            );
        return code.Append('}').ToString();
    }

    /// <summary>The expression that opens a network.</summary>
    /// <param name="network">The network's name.</param>
    /// <exception cref="KernelRefusedException">The kernel could not say, or it is none of the lab's networks.</exception>
    public async Task<string> NetworkAsync(string network)
    {
        CatalogueProduced catalogue = await kernel.CatalogueAsync();
        return catalogue.FindNetwork(network)?.Code ?? throw new KernelRefusedException(Words.NoNetwork(network, catalogue));
    }

    /// <summary>
    /// The expression that makes a map, given <c>photo</c> and <c>network</c>: as it came with the map where it is there.
    /// </summary>
    /// <param name="map">The map.</param>
    /// <param name="run">Its run.</param>
    /// <exception cref="KernelRefusedException">The kernel could not say.</exception>
    public async Task<string> CallAsync(RunMap map, Run run) =>
        map.Artifact?.Code.TrimEnd().Split('\n')[^1] is { } last && last.StartsWith("network.Explain(", StringComparison.Ordinal)
            ? last.TrimEnd(';')
            : await CallAsync(map.Method, map.Options, run.Network, run.Target, run.OfProbability);

    private async Task<string> CallAsync(
        string method,
        System.Text.Json.Nodes.JsonObject? options,
        string network,
        int? target,
        bool ofProbability
    )
    {
        MethodChecked seen = await kernel.CheckAsync(new CheckMethod(method, network, options));
        string explainer = seen.Code ?? throw new KernelRefusedException(seen.Problem ?? $"'{method}' cannot be written as code.");
        return $"network.Explain(photo, {explainer}{TargetOf(target, ofProbability)})";
    }

    private static string TargetOf(int? target, bool ofProbability) =>
        (target, ofProbability) switch
        {
            (null, false) => "",
            ({ } one, false) => string.Create(CultureInfo.InvariantCulture, $", target: {one}"),
            (null, true) => ", target: Target.Top.AsProbability()",
            ({ } one, true) => string.Create(CultureInfo.InvariantCulture, $", target: Target.Class({one}).AsProbability()"),
        };
}
