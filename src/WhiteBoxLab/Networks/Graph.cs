namespace WhiteBoxLab;

/// <summary>
/// The wiring of a network: layers in an order in which each comes after those it reads, their inputs by index, shapes, costs and signs.
/// Everything that can be known without a photo.
/// </summary>
internal sealed class Graph
{
    internal const int Input = -1;

    private readonly Dictionary<string, int> index = new(StringComparer.Ordinal);
    private readonly bool[] nonNegative;
    private readonly int[] gates;

    internal Graph(
        string network,
        long[] inputShape,
        IReadOnlyList<Layer> layers,
        string output,
        NetworkOutputs? told = null,
        bool ofProbabilities = false
    )
    {
        InputShape = Countable(network, "input", inputShape);
        Layers = InOrder(network, layers);
        for (int i = 0; i < Layers.Count; i++)
            index[Layers[i].Name] = i;
        End = index.TryGetValue(output, out int last)
            ? last
            : throw new NetworkException($"The output of '{network}' is '{output}', which is none of its layers.");

        Inputs = [.. Layers.Select(l => l.Inputs.Select(IndexOf).ToArray())];
        Shapes = new long[Layers.Count][];
        Consumers = new int[Layers.Count];
        nonNegative = new bool[Layers.Count];
        for (int i = 0; i < Layers.Count; i++)
        {
            Shapes[i] = Countable(network, Layers[i].Name, Layers[i].ShapeOf([.. Inputs[i].Select(ShapeAt)]));
            nonNegative[i] = Layers[i].IsNonNegative([.. Inputs[i].Select(IsNonNegative)]);
            foreach (int input in Inputs[i].Where(j => j >= 0))
                Consumers[input]++;
        }
        gates = FindGates();
        Kind = told ?? OutputProbabilities.Of(MakerOf(End), SizeAt(End));
        Logits = Scores();
        Output = ofProbabilities ? End : Logits;
        GivesProbabilities = Output == End && MakerOf(End) is { } maker && Kind.IsMadeBy(maker);
        OnPath = [.. LeadingTo(Output).Zip(DependentOn(Input), (leads, depends) => leads && depends)];
        Costs = [.. Layers.Select((l, i) => OnPath[i] ? l.CostOf(Shapes[i]) : 0)];
    }

    internal long[] InputShape { get; }

    internal IReadOnlyList<Layer> Layers { get; }

    /// <summary>The layer that the network ends in.</summary>
    internal int End { get; }

    /// <summary>What the outputs are.</summary>
    internal NetworkOutputs Kind { get; }

    /// <summary>The layer of the scores: the end, or what the softmax or the sigmoid there reads.</summary>
    internal int Output { get; }

    /// <summary>The layer of the scores before softmax or sigmoid, also where the probabilities are what is explained.</summary>
    internal int Logits { get; }

    /// <summary>Whether the scores are probabilities already, because what makes them reads no scores [K].</summary>
    internal bool GivesProbabilities { get; }

    /// <summary>Which layers lie on the path from the input to the scores.</summary>
    internal bool[] OnPath { get; }

    internal int[][] Inputs { get; }

    internal long[][] Shapes { get; }

    /// <summary>How many layers read each layer.</summary>
    internal int[] Consumers { get; }

    /// <summary>Multiply-adds of each layer for one sample.</summary>
    internal long[] Costs { get; }

    internal bool Has(string name) => index.ContainsKey(name);

    internal int IndexOf(string name) => name == "input" ? Input : index[name];

    internal long[] ShapeAt(int index) => index < 0 ? InputShape : Shapes[index];

    /// <summary>How many values there are of one sample.</summary>
    internal long SizeAt(int index) => ShapeAt(index).Aggregate((a, b) => a * b);

    internal bool IsNonNegative(int index) => index >= 0 && nonNegative[index];

    /// <summary>The gate (ReLU, ReLU6) that alone reads a layer's output; -1 where there is none.</summary>
    internal int GateBehind(int layer) => gates[layer];

    private int[] FindGates()
    {
        int[] gates = [.. Enumerable.Repeat(-1, Layers.Count)];
        for (int reader = Layers.Count - 1; reader >= 0; reader--)
        {
            foreach (int read in Inputs[reader].Where(j => j >= 0 && Consumers[j] == 1))
                gates[read] = Layers[reader] switch
                {
                    GatedActivation => reader,
                    Identity => gates[reader],
                    _ => -1,
                };
        }
        return gates;
    }

    /// <summary>The layer that made what a layer gives, behind those that only hand on what they read; null for the input.</summary>
    internal Layer? MakerOf(int index)
    {
        while (index >= 0 && Layers[index] is Identity or Dropout or Flatten or Reshape)
            index = Inputs[index][0];
        return index < 0 ? null : Layers[index];
    }

    /// <summary>
    /// Which layers come after <paramref name="from"/>, so that a signal walking back to it must pass them. The network's input is before
    /// all.
    /// </summary>
    internal bool[] DependentOn(int from)
    {
        bool[] depends = new bool[Layers.Count];
        for (int i = 0; i < depends.Length; i++)
            depends[i] = i == from || Inputs[i].Any(j => j < 0 ? from < 0 : depends[j]);
        return depends;
    }

    /// <summary>Which layers a layer is made of, itself among them.</summary>
    internal bool[] LeadingTo(params IEnumerable<int> ends) => LeadingTo(ends, _ => false);

    /// <summary>Likewise, without what lies only behind layers that are there already.</summary>
    internal bool[] LeadingTo(IEnumerable<int> ends, Func<int, bool> isThere)
    {
        bool[] leads = new bool[Layers.Count];
        foreach (int end in ends)
            leads[end] = true;
        for (int i = leads.Length - 1; i >= 0; i--)
            foreach (int from in Inputs[i].Where(j => j >= 0 && leads[i] && !isThere(i)))
                leads[from] = true;
        return leads;
    }

    /// <summary>Whether a layer has more than one position.</summary>
    internal bool HasPositions(int index) => ShapeAt(index) is [_, var height, var width] && height * width > 1;

    /// <summary>The last layer with more than one position on the path from the input to the scores; -1 where there is none.</summary>
    internal int LastWithPositions() => Array.FindLastIndex([.. Enumerable.Range(0, Layers.Count)], i => OnPath[i] && HasPositions(i));

    /// <summary>The end without the layer that makes probabilities of scores [K], where there is one.</summary>
    private int Scores()
    {
        int at = End;
        while (at >= 0 && Layers[at] is Identity or Dropout && !Kind.IsMadeBy(Layers[at]))
            at = Inputs[at][0];
        return at >= 0 && Kind.IsMadeBy(Layers[at]) && Inputs[at][0] is var scores and >= 0 && Shapes[scores] is [_] ? scores : End;
    }

    /// <summary>
    /// Which outputs a walk from <paramref name="start"/> back to <paramref name="from"/> looks at: of the layers on the way, and of those
    /// they read.
    /// </summary>
    internal bool[] NeededFor(int from, int start)
    {
        bool[] depends = [.. DependentOn(from).Zip(LeadingTo(start), (below, above) => below && above)],
            needed = [.. depends];
        for (int i = 0; i < depends.Length; i++)
            if (depends[i] && i != from)
                foreach (int j in Inputs[i].Where(j => j >= 0))
                    needed[j] = true;
        return needed;
    }

    /// <summary>
    /// The share of a whole pass that lies behind <paramref name="from"/>: 1 for the input, nearly 0 for the last layers.
    /// </summary>
    internal double ShareBehind(int from)
    {
        bool[] depends = DependentOn(from);
        return Enumerable.Range(0, Layers.Count).Where(i => depends[i] && i != from).Sum(i => (double)Costs[i]) / Cost;
    }

    /// <summary>The share of a whole pass that has to be run where a layer's output is there already.</summary>
    internal double ShareWithout(int known)
    {
        bool[] runs = LeadingTo([Output], i => i == known);
        return Enumerable.Range(0, Layers.Count).Where(i => runs[i] && i != known).Sum(i => (double)Costs[i]) / Cost;
    }

    /// <summary>Multiply-adds of a whole pass for one sample, at least 1.</summary>
    internal double Cost => Math.Max(1, Costs.Sum(c => (double)c));

    /// <summary>A shape whose values can be counted and held: none is made from a number that nobody has checked.</summary>
    private static long[] Countable(string network, string layer, long[] shape) =>
        shape.All(s => s > 0) && shape.Aggregate((Int128)1, (product, s) => product > int.MaxValue ? product : product * s) <= int.MaxValue
            ? shape
            : throw new NetworkException(
                $"'{layer}' of '{network}' has the shape {Require.Shape(shape)}; every size starts at 1, and {int.MaxValue} "
                    + $"values are the most."
            );

    private static List<Layer> InOrder(string network, IReadOnlyList<Layer> layers)
    {
        Dictionary<string, int> index = new(layers.Count, StringComparer.Ordinal);
        for (int i = 0; i < layers.Count; i++)
            if (layers[i].Name == "input")
                throw new NetworkException($"'{network}' has a layer named 'input', which is the name of its picture. Rename the layer.");
            else if (!index.TryAdd(layers[i].Name, i))
                throw new NetworkException($"'{network}' has two layers named '{layers[i].Name}'.");
        int[][] inputs =
        [
            .. layers.Select(l =>
                l.Inputs.Where(n => n != "input")
                    .Select(n =>
                        index.TryGetValue(n, out int i)
                            ? i
                            : throw new NetworkException($"Layer '{l.Name}' of '{network}' reads '{n}', which is none of its layers.")
                    )
                    .ToArray()
            ),
        ];
        return inputs.Index().All(p => p.Item.All(i => i < p.Index)) ? [.. layers] : Sorted(network, layers, inputs);
    }

    /// <summary>Kahn's order: a layer comes when all that it reads have come.</summary>
    private static List<Layer> Sorted(string network, IReadOnlyList<Layer> layers, int[][] inputs)
    {
        int[] missing = [.. inputs.Select(i => i.Length)];
        ILookup<int, int> readers = inputs
            .Index()
            .SelectMany(p => p.Item.Select(i => (From: i, To: p.Index)))
            .ToLookup(p => p.From, p => p.To);
        List<int> ordered = [.. Enumerable.Range(0, layers.Count).Where(i => missing[i] == 0)];
        for (int next = 0; next < ordered.Count; next++)
            ordered.AddRange(readers[ordered[next]].Where(reader => --missing[reader] == 0));
        return ordered.Count == layers.Count
            ? [.. ordered.Select(i => layers[i])]
            : throw new NetworkException(
                $"Layers of '{network}' read each other in a circle: "
                    + $"{string.Join(", ", Circle(inputs, missing).Select(i => $"'{layers[i].Name}'"))}."
            );
    }

    /// <summary>Walks from a layer that never came to one that it waits for, until one comes again. At most 8 are named.</summary>
    private static IEnumerable<int> Circle(int[][] inputs, int[] missing)
    {
        List<int> walk = [];
        HashSet<int> seen = [];
        int at = Array.FindIndex(missing, m => m > 0);
        for (; seen.Add(at); at = inputs[at].First(i => missing[i] > 0))
            walk.Add(at);
        return walk.Skip(walk.IndexOf(at)).Take(8);
    }
}
