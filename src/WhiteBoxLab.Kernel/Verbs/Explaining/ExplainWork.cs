using System.Text.Json;
using System.Text.Json.Nodes;
using TorchSharp;
using WhiteBoxLab.Kernel.Explaining;
using WhiteBoxLab.Kernel.Running;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Verbs.Explaining;

/// <summary>Does what an <see cref="ExplainRequest"/> asks for.</summary>
internal sealed class ExplainWork(ExplainRequest request, CancellationToken cancellationToken)
{
    private static readonly JsonSerializerOptions Indented = new(Wire.Options) { WriteIndented = true };

    private readonly List<MapReport> reports = [];
    private readonly MapSink sink = MapSink.For(request);
    private readonly HashSet<string> told = new(StringComparer.Ordinal);
    private int worst = ExitCode.Done;

    /// <summary>Makes all maps, as many as can be made.</summary>
    /// <returns>The exit code.</returns>
    public int Run()
    {
        using Network network = OpenNetwork();
        try
        {
            foreach ((string path, string name) in request.Inputs.Zip(InputNames.Of(request.Inputs)))
                Guard(() => Explain(path, name, network));
        }
        finally
        {
            Finish();
        }
        if (Machine.Report() is { Wrong.Count: > 0 } machine)
            Console.Error.WriteLine($"{machine.Sentence} 'doctor' tells which.");
        return worst;
    }

    // What was made is kept, whatever came after it.
    private void Finish()
    {
        Guard(sink.Finish);
        if (request.Json)
            Console.Out.WriteLine(JsonSerializer.Serialize(reports, Indented));
    }

    private Network OpenNetwork()
    {
        if (request.Device == DeviceType.CUDA && !torch.cuda.is_available())
            throw new UsageException("There is no CUDA device here, or this build is for the CPU. Leave --device out.");
        Network network = Opened();
        if (request.Outputs is { } outputs)
            network = Exchange(network, Understood(network, outputs));
        if (request.Dtype != network.Dtype)
            network = Exchange(network, network.To(request.Dtype));
        if (request.Device != DeviceType.CPU)
            network = Exchange(network, network.To(torch.CUDA));
        if (request.Layer is { } layer)
            _ = Checked(() => network.ShapeOf(layer));
        return network;
    }

    private Network Opened()
    {
        if (NetworkCache.Shipped.TryGetValue(request.Network, out (Func<Network> Open, string Code) known))
            return known.Open();
        if (!Directory.Exists(request.Network))
            throw new UsageException(
                $"There is no network '{request.Network}'. There is {string.Join(", ", NetworkCache.Shipped.Keys)}, or any "
                    + $"folder with network.json and weights.safetensors."
            );
        try
        {
            return Network.Open(request.Network);
        }
        catch (Exception exception) when (exception is NetworkException or WeightsException)
        {
            throw new InputException(exception.Message);
        }
    }

    private static Network Understood(Network network, NetworkOutputs outputs)
    {
        try
        {
            return network.With(outputs);
        }
        catch (NetworkException exception)
        {
            throw new UsageException(exception.Message);
        }
    }

    private static Network Exchange(Network old, Network converted)
    {
        old.Dispose();
        return converted;
    }

    private void Explain(string path, string called, Network network)
    {
        using ShellInput input = ShellInput.Read(path, network, called);
        Target target = TargetChoice.Of(request.Target, network, input);
        if (request.OfProbability)
            target = OfProbability(target);
        foreach ((string id, JsonObject options, string name) in request.Methods)
            Guard(() =>
                Explain(input, network, target, name, Checked(() => Catalogue.Create(id, options, input.File, request.Convention)))
            );
    }

    private static Target OfProbability(Target target)
    {
        try
        {
            return target.AsProbability();
        }
        catch (InvalidOperationException exception)
        {
            throw new UsageException(exception.Message);
        }
    }

    private void Explain(ShellInput input, Network network, Target target, string name, Explainer explainer)
    {
        ProgressBar bar = new($"{input.Name} {name}");
        try
        {
            using Attribution map = explainer.Explain(network, input.Tensor, target, bar, cancellationToken);
            map.Photo = input.Seen;
            bar.Clear();
            Report(input, name, map);
        }
        finally
        {
            bar.Clear();
        }
    }

    private void Report(ShellInput input, string name, Attribution map)
    {
        MapReport[] made = [.. MapReport.Of(input.Name, name, map, sink.Add(input.Name, name, map))];
        reports.AddRange(made);
        if (!request.Json)
            Array.ForEach(made, Console.Out.WriteLine);
    }

    private static T Checked<T>(Func<T> make)
    {
        try
        {
            return make();
        }
        catch (ArgumentException exception)
        {
            throw new UsageException(Sentence.Of(exception));
        }
    }

    // One input or method that cannot be had does not keep the others from being made.
    private void Guard(Action work)
    {
        try
        {
            work();
        }
        catch (Exception exception) when (exception is not OperationCanceledException and not UsageException)
        {
            if (told.Add(Sentence.Of(exception)))
                Console.Error.WriteLine(Sentence.Of(exception));
            worst = Math.Max(
                worst,
                exception is InputException or IOException or UnauthorizedAccessException ? ExitCode.BadInput : ExitCode.Failed
            );
        }
    }
}
