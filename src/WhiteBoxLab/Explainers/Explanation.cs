using System.Diagnostics;

namespace WhiteBoxLab;

/// <summary>One run of an explainer: what is explained, the engine that explains it, and the account of what it cost.</summary>
public sealed partial class Explanation : IDisposable
{
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly IProgress<Step>? progress;
    private readonly Target target;
    private readonly Network given;
    private readonly SharedPasses? shared;
    private Trace? trace;
    private int done,
        total = 1;
    private string unit = "passes";
    private (int[] Classes, double[] Scores, Tensor Seed)? resolved;
    private double[] probabilities = [];
    private SumPromise[] promises = [];
    private string? layer;

    internal Explanation(
        Network network,
        Tensor input,
        Target target,
        CancellationToken cancellationToken,
        IProgress<Step>? progress,
        SharedPasses? shared = null
    )
    {
        this.shared = shared;
        (given, Input, this.target, CancellationToken, this.progress) = (network, input, target, cancellationToken, progress);
        Network = network.Canonical(target.Layer);
    }

    /// <summary>The network with its batch normalisations folded; layers keep their names.</summary>
    internal Network Network { get; private set; }

    /// <summary>[N, 3, H, W].</summary>
    public Tensor Input { get; }

    /// <summary>Stops the run.</summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>N.</summary>
    public long Count => Input.shape[0];

    /// <summary>[N, K]: ones at the targets. There after the first forward pass.</summary>
    public Tensor Seed => resolved?.Seed ?? throw new InvalidOperationException("The target is not known before the first forward pass.");

    /// <summary>The explained scores. There after the first forward pass.</summary>
    public IReadOnlyList<double> TargetScores =>
        resolved?.Scores ?? throw new InvalidOperationException("The target is not known before the first forward pass.");

    /// <summary>How far each value may be off by the draws that were made, of the map's shape; null where nothing is drawn.</summary>
    internal Tensor? StandardErrors { get; set; }

    internal double Forwards { get; private set; }

    internal double Backwards { get; private set; }

    /// <summary>The network as the caller gave it.</summary>
    internal Network Given => given;

    /// <summary>Takes the network as it is, with its batch normalisations apart.</summary>
    internal void Unfold() => Network = given;

    /// <summary>The layer the map will belong to, by name; the network's default one for null. Refuses one without positions.</summary>
    internal string At(string? layer) => At(layer, [])[0];

    /// <summary>The layer the map will belong to, and further ones that it is made of: each once. Refuses one without positions.</summary>
    internal string[] At(string? layer, IReadOnlyList<string> further)
    {
        string[] layers = [.. further.Prepend(this.layer = Named(layer)).Distinct()];
        foreach (string name in further)
            Named(name);
        Network = given.Canonical([.. layers, target.Layer]);
        return layers;
    }

    /// <summary>
    /// A layer whose own output is looked at on the way, by name; the network's default one for null. Refuses one without positions.
    /// </summary>
    internal string Keeping(string? layer)
    {
        string name = Named(layer);
        Network = given.Canonical(name, target.Layer);
        return name;
    }

    private string Named(string? layer)
    {
        string name = layer ?? given.DefaultLayer;
        string instead = given.FindDefaultLayer() is { } usual ? $" Choose one before it, such as '{usual}'." : "";
        if (given.ShapeOf(name).Count != 3)
            throw new ArgumentException(
                $"The layer '{name}' of '{given.Name}' has no positions: its shape is [{string.Join(", ", given.ShapeOf(name))}].{instead}"
            );
        return Leads(given.IndexOf(name))
            ? name
            : throw new ArgumentException(
                $"The layer '{name}' of '{given.Name}' does not lead to '{given.Output}', whose scores are explained."
                    + $"{instead.Replace("before it", "that does", StringComparison.Ordinal)}"
            );
    }

    /// <summary>Whether the scores, where they are what is explained, are made of a layer.</summary>
    private bool Leads(int layer) => layer < 0 || target.Layer is not null || given.Graph.OnPath[layer];

    /// <summary>Runs the batch forward for its scores alone, so that the target is known.</summary>
    internal void ResolveTarget()
    {
        using Trace trace = Scored(Input);
        Resolve(trace);
    }

    /// <summary>Index of the layer that the target belongs to.</summary>
    internal int Start => target.Layer is { } layer ? Network.IndexOf(layer) : Network.Graph.Output;

    /// <summary>Says how far the run is, with the map so far where there is one.</summary>
    internal void Report(int done, int total, string unit, Tensor? partial = null)
    {
        (this.done, this.total, this.unit) = (done, total, unit);
        double seconds = clock.Elapsed.TotalSeconds;
        progress?.Report(
            new Step
            {
                Done = done,
                Total = total,
                Unit = unit,
                Partial = partial,
                SecondsLeft = done > 0 && done < total ? seconds / done * (total - done) : null,
            }
        );
    }

    /// <summary>Likewise between chunks of passes; the last chunk is told with the whole map, and a map so far is made for a listener
    /// only.</summary>
    internal void Refine(int done, int total, string unit, Func<Tensor> partial)
    {
        if (done >= total)
            return;
        using DisposeScope scope = NewDisposeScope();
        Report(done, total, unit, progress is null ? null : partial());
    }

    /// <summary>What has been promised so far.</summary>
    internal IReadOnlyList<SumPromise> Promised => promises;

    /// <summary>What something that the method adds up should give for each photo, and what it gives.</summary>
    internal void Promise(string kind, IReadOnlyList<double> expected, IReadOnlyList<double> actual) =>
        promises = [.. expected.Zip(actual, (e, a) => new SumPromise(kind, e, a))];

    /// <summary>What each photo's map should sum to.</summary>
    internal void Promise(string kind, IReadOnlyList<double> expected, Tensor values)
    {
        double[] sums = [.. values.sum([1, 2, 3]).to(float64).cpu().data<double>()];
        promises = [.. expected.Zip(sums, (e, a) => new SumPromise(kind, e, a))];
    }

    internal Attribution Finish(Explainer explainer, Tensor values)
    {
        if (values.device_type == DeviceType.CUDA)
            cuda.synchronize();
        if (resolved is null)
            ResolveTarget();
        Finite.Require(given, Input, values, explainer.Card.Name);
        values = values.contiguous();
        values.DetachFromDisposeScope();
        StandardErrors?.DetachFromDisposeScope();
        if (done < total)
            Report(total, total, unit);
        return new Attribution(explainer.Card, given)
        {
            Values = values,
            StandardErrors = StandardErrors,
            Layer = layer,
            InputSize = ((int)given.InputShape[1], (int)given.InputShape[2]),
            Targets = resolved!.Value.Classes, // resolved above
            Aim = target.Aim(given),
            OfProbability = target.IsProbability,
            TargetScores = resolved.Value.Scores,
            Probabilities = probabilities,
            Forwards = Forwards,
            Backwards = Backwards,
            Seconds = clock.Elapsed.TotalSeconds,
            Promises = promises,
            Options = explainer.Options,
            Refinement = explainer.Refinement,
        };
    }

    private void Resolve(Trace trace)
    {
        Finite.Require(given, Input, trace.OutputAt(Start));
        resolved = target.Resolve(trace.OutputAt(Start), given);
        using Tensor probabilities = given.Graph.Probabilities(trace.Scores.to(float64)).cpu();
        this.probabilities = [.. resolved.Value.Classes.Select((c, n) => c < 0 ? double.NaN : probabilities[n, c].item<double>())];
    }

    /// <summary>Frees what the run kept.</summary>
    public void Dispose() => trace?.Dispose();
}
