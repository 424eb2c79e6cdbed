using System.Runtime.InteropServices;
using WhiteBoxLab.Kernel.Explaining;

namespace WhiteBoxLab.Kernel.Verbs.Explaining;

/// <summary>The verb <c>explain</c>.</summary>
internal sealed class ExplainVerb : Verb
{
    public override string Name => "explain";

    public override string Summary => "make maps of photos or tensors and write them to files";

    public override string Help =>
        $$$"""
            WhiteBoxLab.Kernel explain INPUT... --method ID[,ID...] [options]

            INPUT is a photo (JPEG, PNG, WebP, GIF), a folder (each of its files), sample:NAME for a photo that comes with the lab,
            or a tensor file [N, C, H, W], normalised: .npy, or .safetensors with 'input' (and 'target' for --target file).

              --method ID[,ID...]   the methods; 'list methods' shows them
              --network NAME|FOLDER the network (default: {{{NetworkCache.Default}}})
              --outputs KIND        what the network's outputs are: scores, softmax, independent-labels, one-logit or regression
                                    (default: what its file says or its last layer is)
              --target WHAT         top (default), a class's label, its number or a synonym of it, class:NUMBER, file,
                                    or neuron:LAYER:CHANNEL[,ROW,COLUMN]
              --quantity WHAT       of the class, score (default: before softmax) or probability
              --layer NAME          the layer, for methods that have one; 'list layers' shows them
              --options JSON        the method's options; with several methods an object for each: {"grad-cam": {...}};
                                    a list of objects makes a map of each, named METHOD-1, METHOD-2, ...: {"lrp": [{...}, {...}]}
              --convention NAME     whose defaults the methods have: paper, captum, zennit or pytorch-grad-cam (default: WhiteBoxLab's own)
              --dtype TYPE          float32 (default) or float64
              --device DEVICE       cpu (default) or cuda
              --memory MB           what passes that run at once may hold, in megabytes (default: what is fastest)
              --seed N              where random draws come from; refused where no method asked for draws
              --out FILE|FOLDER     .png: a picture (a figure where there are several maps);
                                    .npy: the raw values [N, C, H', W'] of one method;
                                    .safetensors: the raw values of all, keyed by method (INPUT/METHOD with several inputs);
                                    anything else: a folder for a picture and an .npy of each
              --json                print the numbers as JSON: scores, completeness error, passes, seconds

            Examples:
              explain cat.jpg --method grad-cam --out cat.png
              explain cat.jpg --method grad-cam,integrated-gradients --target tabby
                  --options '{"integrated-gradients": {"steps": 100}}' --out maps/ --json
              explain batch.safetensors --network my-network/ --target file --dtype float64 --method lrp-epsilon-plus --out maps.safetensors

            {{{ExitCode.Help}}}
            """;

    public override int Run(IReadOnlyList<string> line)
    {
        using CancellationTokenSource stop = new();
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
        {
            signal.Cancel = true;
            stop.Cancel();
        });
        try
        {
            Machine.Expect();
            return new ExplainWork(ExplainRequest.Parse(line), stop.Token).Run();
        }
        catch (InputException exception)
        {
            Console.Error.WriteLine(exception.Message);
            return ExitCode.BadInput;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Cancelled.");
            return ExitCode.Cancelled;
        }
    }
}
