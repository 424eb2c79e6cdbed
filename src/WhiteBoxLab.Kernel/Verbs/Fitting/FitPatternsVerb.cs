using System.Runtime.InteropServices;
using TorchSharp;
using WhiteBoxLab.Kernel.Running;
using WhiteBoxLab.Kernel.Verbs.Explaining;

namespace WhiteBoxLab.Kernel.Verbs.Fitting;

/// <summary>The verb <c>fit-patterns</c>.</summary>
internal sealed class FitPatternsVerb : Verb
{
    public override string Name => "fit-patterns";

    public override string Summary => "fit the patterns that PatternNet and PatternAttribution need";

    public override string Help =>
        $$"""
            WhiteBoxLab.Kernel fit-patterns INPUT... --network FOLDER [options]

            Runs a network over inputs like those to be explained, and keeps for each neuron the direction in its input
            that its output tells of.
            INPUT is a photo, a folder of photos, sample:NAME, or a tensor file [N, 3, H, W], normalised: .npy, or .safetensors
            with 'input'.
            A hundred photos are a start; more make the patterns of rarely active neurons less noisy.

              --network FOLDER   the network: convolutions, linear layers, ReLU, ReLU6, sums and pooling
              --out FILE         where the patterns go (default: {{Patterns.FileName}} in the network's folder,
                                 where pattern-net and pattern-attribution find them)
              --dtype TYPE       what is computed in and kept: float64 (default), or float32 for half the time and half the file
              --batch N          how many inputs are run at once (default: {{BatchesOfInputs.Usual}})

            Example:
              fit-patterns photos/ --network my-network/
              explain cat.jpg --network my-network/ --method pattern-net,pattern-attribution --out maps/

            {{ExitCode.Help}}
            """;

    public override int Run(IReadOnlyList<string> line)
    {
        Arguments arguments = Arguments.Parse(line, ["--network", "--out", "--batch", "--dtype"], []);
        string folder = arguments["--network"] ?? throw new UsageException("Say for which network: --network FOLDER.");
        int batch = arguments["--batch"] switch
        {
            null => BatchesOfInputs.Usual,
            var text when int.TryParse(text, out int number) && number > 0 => number,
            var text => throw new UsageException($"--batch takes a whole number above 0, not '{text}'."),
        };
        if (arguments.Others.Count == 0)
            throw new UsageException("Give at least one photo or tensor file.");
        torch.ScalarType dtype = arguments["--dtype"] switch
        {
            null or "float64" => torch.float64,
            "float32" => torch.float32,
            var other => throw new UsageException($"--dtype is float64 or float32, not '{other}'."),
        };
        string[] inputs = [.. arguments.Others.SelectMany(ExplainRequest.Photos)];
        using CancellationTokenSource stop = new();
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
        {
            signal.Cancel = true;
            stop.Cancel();
        });
        return Guarded(() => Fit(folder, inputs, batch, arguments["--out"] ?? Path.Combine(folder, Patterns.FileName), dtype, stop.Token));
    }

    private static void Fit(
        string folder,
        string[] inputs,
        int batch,
        string path,
        torch.ScalarType dtype,
        CancellationToken cancellationToken
    )
    {
        using Network opened = Network.Open(folder),
            network = opened.To(dtype);
        using BatchesOfInputs batches = new(inputs, network, batch);
        ProgressBar bar = new(network.Name);
        try
        {
            Patterns patterns = Patterns.Fit(network, batches.Read(), batches.Count, bar, cancellationToken);
            bar.Clear();
            patterns.Save(path, dtype);
            int silent = patterns.Layers.Sum(layer => patterns.Active(layer).Count(times => times == 0)),
                all = patterns.Layers.Sum(layer => patterns.Active(layer).Count);
            Console.Out.WriteLine(
                $"{path}: patterns of {all} neurons in {patterns.Layers.Count} layers, from {patterns.Inputs} inputs."
                    + $"{(silent > 0 ? $" {silent} neurons were never active and have none." : "")}"
            );
        }
        finally
        {
            bar.Clear();
        }
    }

    private static int Guarded(Action fit)
    {
        try
        {
            fit();
            return ExitCode.Done;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Cancelled.");
            return ExitCode.Cancelled;
        }
        catch (Exception exception)
            when (exception is InputException or NetworkException or WeightsException or InvalidOperationException or ArgumentException)
        {
            Console.Error.WriteLine(Sentence.Of(exception));
            return exception is InvalidOperationException ? ExitCode.Failed : ExitCode.BadInput;
        }
    }
}
