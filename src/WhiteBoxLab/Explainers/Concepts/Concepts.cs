using System.Diagnostics;

namespace WhiteBoxLab;

/// <summary>
/// What the network's channels, its concepts, have to do with one decision: which carry relevance for it, where each of them looked, and
/// which of them, and which classes, rest on a region of the photo.
/// Made by one forward pass and one walk of relevance back, of which everything that depends on the photo is kept, so that further
/// questions cost only what they are about. Belongs to one caller at a time; dispose it to free what it keeps (about five times the
/// activations).
/// </summary>
/// <example><code>
/// using Concepts concepts = network.Concepts(photo);
/// IReadOnlyList&lt;ChannelRelevance> strongest = concepts.Ranked("blocks.10.0.expand.2");
/// IReadOnlyList&lt;Attribution> maps = concepts.Maps("blocks.10.0.expand.2", [.. strongest.Take(8).Select(c => c.Channel)]);
/// </code></example>
/// <remarks>
/// Achtibat et al. 2023, <see href="https://doi.org/10.1038/s42256-023-00711-8"/>. The region's sweep is the walk back transposed:
/// relevance is linear in its start once the denominators are fixed, so one pass of the shape of a forward pass tells for every channel of
/// every layer what one map for each of them would.
/// </remarks>
public sealed partial class Concepts : IDisposable
{
    private const int Together = 16; // signals that go down at once
    private readonly Network given;
    private readonly Composite composite;
    private readonly RelevanceRun run;
    private readonly double[] probabilities;

    internal Concepts(Network network, Tensor input, Target target, Composite composite, Photo? photo, CancellationToken cancellationToken)
    {
        (given, this.composite, Photo) = (network, composite, photo);
        using IDisposable scope = NewDisposeScope(),
            mode = no_grad();
        run = new(network, input, target, composite, cancellationToken);
        Tensor probabilities = network.Graph.Probabilities(run.Trace.Scores.to(float64)).cpu();
        this.probabilities = [.. run.Classes.Select((c, n) => c < 0 ? double.NaN : probabilities[n, c].item<double>())];
    }

    /// <summary>What the network saw, where the concepts are of a photo.</summary>
    public Photo? Photo { get; }

    /// <summary>The explained class of each photo; -1 for a mixture or a neuron.</summary>
    public IReadOnlyList<int> Targets => run.Classes;

    /// <summary>The explained score of each photo, before softmax: what relevance starts as.</summary>
    public IReadOnlyList<double> TargetScores => run.Scores;

    /// <summary>The layers that relevance passes on its way to the input, in the network's order.</summary>
    public IReadOnlyList<string> Layers => [.. Enumerable.Range(0, run.Start + 1).Where(run.Has).Select(i => run.Network.Layers[i].Name)];

    /// <summary>The channels of a layer by the relevance they carry for the target, most first.</summary>
    /// <param name="layer">The layer, by name. A convolution that a batch normalisation follows counts as one with it.</param>
    /// <param name="under">Count only relevance that has passed these channels of layers behind it: which channels feed them. Defaults to
    /// all.</param>
    /// <param name="index">The photo's place in the batch. Defaults to the first.</param>
    /// <exception cref="ArgumentException">There is no such layer or channel, or no relevance passes; the message lists what there
    /// is.</exception>
    public IReadOnlyList<ChannelRelevance> Ranked(string layer, Conditions? under = null, int index = 0)
    {
        using IDisposable scope = NewDisposeScope(),
            mode = no_grad();
        int at = run.Network.IndexOf(layer);
        double[] totals = Numbers(
            Conditions.Totals(
                under is null
                    ? run.Relevance(at)
                    : Through([under.Path(run.Network, run.Start, at, oneBehindAnother: true)], at, default).Map
            )[index]
        );
        double size = totals.Sum(Math.Abs) + 1e-10;
        return [.. totals.Select((r, c) => new ChannelRelevance(c, r, r / size)).OrderByDescending(c => c.Relevance)];
    }

    /// <summary>Where each of some channels looked: one map of concept relevance for each, all at once.</summary>
    /// <param name="layer">The layer, by name.</param>
    /// <param name="channels">From 0.</param>
    /// <returns>A map for each channel, in order, as <see cref="ConceptRelevance"/> makes it without parallel paths; the caller disposes
    /// them.</returns>
    /// <exception cref="ArgumentException">There is no such layer or channel, or no relevance passes it.</exception>
    public IReadOnlyList<Attribution> Maps(string layer, params IReadOnlyList<int> channels) =>
        Maps([.. channels.Select(c => Conditions.Of(layer, c))]);

    /// <summary>A map of concept relevance for each of some conditions, all at once.</summary>
    /// <param name="conditions">Which channels relevance may pass.</param>
    /// <param name="excludeParallel">Show only what flows through the channels themselves, and cut the shortcuts around them. Defaults to
    /// yes.</param>
    /// <param name="cancellationToken">Stops at the next layer.</param>
    /// <returns>A map for each, in order, as <see cref="ConceptRelevance"/> makes it; the caller disposes them.</returns>
    /// <exception cref="ArgumentException">There is no such layer or channel, or no relevance passes it.</exception>
    public IReadOnlyList<Attribution> Maps(
        IReadOnlyList<Conditions> conditions,
        bool excludeParallel = true,
        CancellationToken cancellationToken = default
    )
    {
        IReadOnlyList<(int Layer, Conditions.Choice Choice)>[] paths =
        [
            .. conditions.Select(c => c.Path(run.Network, run.Start, Graph.Input, excludeParallel)),
        ];
        Attribution[] maps = new Attribution[paths.Length];
        foreach (
            int[] alike in paths
                .Index()
                .GroupBy(p => excludeParallel ? string.Join(' ', p.Item.Select(c => c.Layer)) : "", p => p.Index)
                .SelectMany(g => g.Chunk(Together))
        )
        {
            long started = Stopwatch.GetTimestamp();
            using IDisposable scope = NewDisposeScope(),
                mode = no_grad();
            IReadOnlyList<(int Layer, Conditions.Choice Choice)>[] chosen = [.. alike.Select(i => paths[i])];
            (Tensor map, Tensor? passed) = excludeParallel
                ? Through(chosen, Graph.Input, cancellationToken)
                : (Around(chosen, cancellationToken), null);
            double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds / alike.Length;
            for (int k = 0; k < alike.Length; k++)
                maps[alike[k]] = Named(
                    new ConceptRelevance(conditions[alike[k]], composite, excludeParallel),
                    Block(map, k).clone().DetachFromDisposeScope(),
                    passed is null ? null : Block(passed, k),
                    paths[alike[k]],
                    seconds
                );
        }
        return maps;
    }

    /// <summary>
    /// Relevance at <paramref name="to"/> that passed the conditions one after another, [times N, ...], and what passed the last of them.
    /// All name the same layers.
    /// </summary>
    private (Tensor Map, Tensor Passed) Through(
        IReadOnlyList<(int Layer, Conditions.Choice Choice)>[] paths,
        int to,
        CancellationToken cancellationToken
    )
    {
        int from = paths[0][0].Layer;
        Tensor relevance = cat([.. paths.Select(p => p[0].Choice.Masked(run.Relevance(from)))], 0);
        for (int i = 1; i < paths[0].Count; i++)
        {
            Tensor arrived = run.Down(relevance, from, paths[0][i].Layer, cancellationToken: cancellationToken);
            relevance = cat([.. paths.Select((p, k) => p[i].Choice.Masked(Block(arrived, k)))], 0);
            from = paths[0][i].Layer;
        }
        return (run.Down(relevance, from, to, cancellationToken: cancellationToken), relevance);
    }

    /// <summary>Likewise at the input with shortcuts open: one walk from the start, masked where a condition says so.</summary>
    private Tensor Around(IReadOnlyList<(int Layer, Conditions.Choice Choice)>[] paths, CancellationToken cancellationToken)
    {
        Func<Tensor, Tensor>? MaskAt(int layer) =>
            paths.Any(p => p.Any(c => c.Layer == layer))
                ? signal =>
                    cat(
                        [
                            .. paths.Select(
                                (p, k) =>
                                    p.FirstOrDefault(c => c.Layer == layer).Choice is { } choice
                                        ? choice.Masked(Block(signal, k))
                                        : Block(signal, k)
                            ),
                        ],
                        0
                    )
                : null;
        return run.Down(
            cat([.. paths.Select(_ => run.Seed)], 0),
            run.Start,
            Graph.Input,
            cancellationToken: cancellationToken,
            masks: MaskAt
        );
    }

    private Tensor Block(Tensor signals, int k) => signals.narrow(0, k * run.Input.shape[0], run.Input.shape[0]);

    private Attribution Named(
        ConceptRelevance explainer,
        Tensor values,
        Tensor? passed,
        IReadOnlyList<(int Layer, Conditions.Choice Choice)> path,
        double seconds
    )
    {
        double[] expected = passed is null ? [] : Numbers(passed.flatten(1).sum([1])),
            sums = Numbers(values.flatten(1).sum([1]));
        return new Attribution(explainer.Card, given)
        {
            Values = values,
            InputSize = ((int)given.InputShape[1], (int)given.InputShape[2]),
            Targets = run.Classes,
            TargetScores = run.Scores,
            Probabilities = probabilities,
            Forwards = 0,
            Backwards = passed is null ? 1 : 1 - run.Network.Graph.ShareBehind(path[0].Layer),
            Seconds = seconds,
            Options = explainer.Options,
            Photo = Photo,
            Promises = [.. expected.Zip(sums, (e, a) => new SumPromise("conservation", e, a))],
        };
    }

    private static double[] Numbers(Tensor values)
    {
        using Tensor there = values.to(float64).cpu().contiguous();
        return [.. there.data<double>()];
    }

    /// <summary>Frees what is kept.</summary>
    public void Dispose() => run.Dispose();

    /// <summary>The network, the target and the composite.</summary>
    public override string ToString() =>
        $"Concepts of {given.Name} for {(run.Classes is [>= 0 and var target, ..] ? given.LabelOf(target) : "a mixture or a neuron")}"
        + $" by {composite}";
}
