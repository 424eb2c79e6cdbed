using System.Diagnostics;

namespace WhiteBoxLab;

/// <summary>One run of an explainer: what is explained, the engine that explains it, and the account of what it cost.</summary>
public sealed partial class Explanation : IDisposable
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly IProgress<Step>? _progress;
    private readonly Target _target;
    private readonly Network _given;
    private readonly SharedPasses? _shared;
    private Trace? _trace;
    private int _done, _total = 1;
    private (int[] Classes, double[] Scores, Tensor Seed)? _resolved;
    private double[] _probabilities = [];
    private SumPromise[] _promises = [];
    private string? _layer;

    internal Explanation(Network network, Tensor input, Target target, CancellationToken cancellationToken, IProgress<Step>? progress, SharedPasses? shared = null)
    {
        _shared = shared;
        (_given, Input, _target, CancellationToken, _progress) = (network, input, target, cancellationToken, progress);
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
    public Tensor Seed => _resolved?.Seed ?? throw new InvalidOperationException("The target is not known before the first forward pass.");

    /// <summary>The explained scores. There after the first forward pass.</summary>
    public IReadOnlyList<double> TargetScores => _resolved?.Scores ?? throw new InvalidOperationException("The target is not known before the first forward pass.");

    internal double Forwards { get; private set; }

    internal double Backwards { get; private set; }

    /// <summary>Runs the batch forward, keeping what a walk back to <paramref name="layer"/> by these rules needs.</summary>
    internal Trace Forward(string layer, Rule[]? rules = null, params IReadOnlyList<string> kept)
    {
        _trace = Run(Input, layer, rules, kept);
        Forwards++;
        Resolve(_trace);
        return _trace;
    }

    /// <summary>Runs the batch and another one, of the same size, at once.</summary>
    internal (Trace Batch, Trace Other) ForwardBoth(Tensor other, string layer, Rule[] rules)
    {
        _trace = Run(cat([Input, other], 0), layer, rules, []);
        Forwards += 2;
        Trace batch = _trace.Part(0, Count);
        Resolve(batch);
        return (batch, _trace.Part(Count, Count));
    }

    /// <summary>The network as the caller gave it.</summary>
    internal Network Given => _given;

    /// <summary>Takes the network as it is, with its batch normalisations apart.</summary>
    internal void Unfold() => Network = _given;

    /// <summary>The trace, and the signal at a layer (at the input for null) after a walk back from the target by these rules.</summary>
    internal (Trace Trace, Tensor Signal) WalkedBack(string? layer, RuleTable table)
    {
        string to = layer is null ? "input" : At(layer);
        Rule[] rules = table.For(Network);
        Trace trace = Forward(to, rules);
        return (trace, Backward(trace, Seed, to, rules));
    }

    /// <summary>The layer the map will belong to, by name; the network's default one for null. Refuses one without positions.</summary>
    internal string At(string? layer) => At(layer, [])[0];

    /// <summary>The layer the map will belong to, and further ones that it is made of: each once. Refuses one without positions.</summary>
    internal string[] At(string? layer, IReadOnlyList<string> further)
    {
        string[] layers = [.. further.Prepend(_layer = Named(layer)).Distinct()];
        foreach (string name in further)
            Named(name);
        Network = _given.Canonical([.. layers, _target.Layer]);
        return layers;
    }

    /// <summary>A layer whose own output is looked at on the way, by name; the network's default one for null. Refuses one without positions.</summary>
    internal string Keeping(string? layer)
    {
        string name = Named(layer);
        Network = _given.Canonical(name, _target.Layer);
        return name;
    }

    private string Named(string? layer)
    {
        string name = layer ?? _given.DefaultLayer;
        return _given.ShapeOf(name).Count == 3 ? name : throw new ArgumentException(
            $"The layer '{name}' of '{_given.Name}' has no positions: its shape is [{string.Join(", ", _given.ShapeOf(name))}]. Choose one before it, such as '{_given.DefaultLayer}'.");
    }

    /// <summary>Walks from the seed back to a layer, or to <c>input</c>; from the target unless told to start at another layer.</summary>
    internal Tensor Backward(Trace trace, Tensor seed, string layer, Rule[] rules, string? from = null, Action<int, Tensor>? observe = null)
    {
        int to = Network.IndexOf(layer);
        Tensor signal = WhiteBoxLab.Backward.Walk(trace, seed, from is null ? Start : Network.IndexOf(from), to, rules, observe, cancellationToken: CancellationToken);
        double batches = (double)seed.shape[0] / Count;
        (double forward, double backward) = trace.TakeExtra();
        Forwards += forward / Network.Graph.Cost * batches;
        Backwards += (Network.Graph.ShareBehind(to) - (from is null ? 0 : Network.Graph.ShareBehind(Network.IndexOf(from))) + (backward / Network.Graph.Cost)) * batches;
        return signal;
    }

    /// <summary>A method's maps of other pictures made from the photos, with the photos' own targets; what they cost counts here.</summary>
    /// <param name="pictures">[M N, 3, H, W]: M of each photo, the photos in their order M times.</param>
    /// <param name="method">The method.</param>
    internal Tensor MapsOf(Tensor pictures, Func<Explanation, Tensor> method)
    {
        int times = (int)(pictures.shape[0] / Count);
        int[] classes = _resolved!.Value.Classes; // the photos have been explained before
        using Explanation run = new(_given, pictures, classes.Contains(-1) ? _target : Target.Classes([.. Enumerable.Repeat(classes, times).SelectMany(c => c)]), CancellationToken, null);
        Tensor maps = method(run);
        (Forwards, Backwards) = (Forwards + (times * run.Forwards), Backwards + (times * run.Backwards));
        return maps;
    }

    /// <summary>The explained score at other points, in double precision.</summary>
    /// <param name="points">[N, 3, H, W], one for each photo.</param>
    internal double[] ScoresAt(Tensor points)
    {
        using Trace trace = Scored(points);
        using Tensor scores = (trace.OutputAt(Start) * Seed).flatten(1).sum([1]).to(float64).cpu();
        return [.. scores.data<double>()];
    }

    /// <summary>Runs the batch forward for its scores alone, so that the target is known.</summary>
    internal void ResolveTarget()
    {
        using Trace trace = Scored(Input);
        Resolve(trace);
    }

    /// <summary>Index of the layer that the target belongs to.</summary>
    internal int Start => _target.Layer is { } layer ? Network.IndexOf(layer) : Network.Graph.Output;

    private Trace Scored(Tensor points)
    {
        Forwards += (double)points.shape[0] / Count;
        bool[] needed = new bool[Network.Layers.Count];
        needed[Start] = true;
        return WhiteBoxLab.Forward.Run(Network, points, needed, i => i == Start, CancellationToken);
    }

    /// <summary>Says how far the run is, with the map so far where there is one.</summary>
    internal void Report(int done, int total, string unit, Tensor? partial = null)
    {
        (_done, _total) = (done, total);
        double seconds = _clock.Elapsed.TotalSeconds;
        _progress?.Report(new Step { Done = done, Total = total, Unit = unit, Partial = partial, SecondsLeft = done > 0 && done < total ? seconds / done * (total - done) : null });
    }

    /// <summary>What something that the method adds up should give for each photo, and what it gives.</summary>
    internal void Promise(string kind, IReadOnlyList<double> expected, IReadOnlyList<double> actual) => _promises = [.. expected.Zip(actual, (e, a) => new SumPromise(kind, e, a))];

    /// <summary>What each photo's map should sum to.</summary>
    internal void Promise(string kind, IReadOnlyList<double> expected, Tensor values)
    {
        double[] sums = [.. values.sum([1, 2, 3]).to(float64).cpu().data<double>()];
        _promises = [.. expected.Zip(sums, (e, a) => new SumPromise(kind, e, a))];
    }

    internal Attribution Finish(Explainer explainer, Tensor values)
    {
        if (values.device_type == DeviceType.CUDA)
            cuda.synchronize();
        if (_resolved is null)
            ResolveTarget();
        values = values.contiguous();
        values.DetachFromDisposeScope();
        if (_done < _total)
            Report(_total, _total, "passes");
        return new Attribution(explainer.Card, _given)
        {
            Values = values,
            Layer = _layer,
            InputSize = ((int)_given.InputShape[1], (int)_given.InputShape[2]),
            Targets = _resolved!.Value.Classes, // resolved above
            TargetScores = _resolved.Value.Scores,
            Probabilities = _probabilities,
            Forwards = Forwards,
            Backwards = Backwards,
            Seconds = _clock.Elapsed.TotalSeconds,
            Promises = _promises,
            Options = explainer.Options,
        };
    }

    private Trace Run(Tensor input, string layer, Rule[]? rules, IReadOnlyList<string> kept)
    {
        bool[] needed = Network.Graph.NeededFor(Network.IndexOf(layer));
        HashSet<int> whole = [.. kept.Append(layer).Select(Network.IndexOf), Start];
        foreach (int i in whole.Where(i => i >= 0))
            needed[i] = true;
        return WhiteBoxLab.Forward.Run(Network, input, needed, i => whole.Contains(i) || (rules is not null && rules[i].NeedsOutput(Network, i)), CancellationToken);
    }

    private void Resolve(Trace trace)
    {
        _resolved = _target.Resolve(trace.OutputAt(Start), _given);
        using Tensor probabilities = trace.Scores.to(float64).softmax(1).cpu();
        _probabilities = [.. _resolved.Value.Classes.Select((c, n) => c < 0 ? double.NaN : probabilities[n, c].item<double>())];
    }

    /// <summary>Frees what the run kept.</summary>
    public void Dispose() => _trace?.Dispose();
}
