namespace WhiteBoxLab;

/// <summary>
/// Runs a graph forward. An output nobody needs any more is freed at once; one that only the activation behind it reads is overwritten by
/// it.
/// </summary>
internal static class Forward
{
    /// <summary>
    /// Keeps the outputs that <paramref name="needed"/> names and the scores. An output that is needed <paramref name="untouched"/> is not
    /// overwritten either. Layers whose outputs are <paramref name="known"/> are not run, nor what only they are made of; their outputs
    /// stay the caller's. Not <paramref name="toTheEnd"/>, only what is needed is run.
    /// </summary>
    internal static Trace Run(
        Network network,
        Tensor input,
        bool[] needed,
        Func<int, bool> untouched,
        IReadOnlyDictionary<int, Tensor>? known = null,
        bool toTheEnd = true,
        CancellationToken cancellationToken = default
    )
    {
        Graph graph = network.Graph;
        bool IsKnown(int i) => known?.ContainsKey(i) == true;
        bool[] wanted = graph.LeadingTo(
            [.. toTheEnd ? (int[])[graph.Output] : [], .. needed.Index().Where(n => n.Item).Select(n => n.Index)],
            IsKnown
        );
        int[] readers = Readers(graph, wanted);
        Tensor?[] outputs = [.. graph.Layers.Select((_, i) => known?.GetValueOrDefault(i))],
            memories = new Tensor?[graph.Layers.Count];
        // of a padding: it is left to its reader; of a convolution: what the gate behind would do has been done
        bool[] isDone = new bool[graph.Layers.Count];
        bool Kept(int i) => i == graph.Output || untouched(i) || IsKnown(i);
        for (int i = 0; i < wanted.Length; i++)
        {
            if (!wanted[i] || IsKnown(i))
                continue;
            cancellationToken.ThrowIfCancellationRequested();
            outputs[i] = Step(graph, i, input, outputs, Kept, needed, isDone, out memories[i]);
            if (!needed[i])
                Drop(memories, i);
            Forget(graph, i, outputs);
            foreach (int from in graph.Inputs[i])
                if (
                    from >= 0
                    && --readers[from] == 0
                    && !needed[from]
                    && from != graph.Output
                    && !IsKnown(from)
                    && !ReferenceEquals(outputs[from], outputs[i])
                )
                    Drop(outputs, from);
        }
        foreach (int i in known?.Keys ?? [])
            outputs[i] = null;
        foreach (Tensor? kept in outputs.Concat(memories))
            kept?.DetachFromDisposeScope();
        return new Trace(network, input, outputs, memories);
    }

    /// <summary>How many of the layers that are wanted read each layer.</summary>
    private static int[] Readers(Graph graph, bool[] wanted)
    {
        int[] readers = new int[graph.Layers.Count];
        foreach (int from in graph.Inputs.Where((_, i) => wanted[i]).SelectMany(inputs => inputs).Where(j => j >= 0))
            readers[from]++;
        return readers;
    }

    private static Tensor Step(
        Graph graph,
        int i,
        Tensor input,
        Tensor?[] outputs,
        Func<int, bool> kept,
        bool[] needed,
        bool[] isDone,
        out Tensor? memory
    )
    {
        Layer layer = graph.Layers[i];
        int[] from = graph.Inputs[i];
        memory = null;
        if (layer.CanOverwrite && IsFree(graph, from[0], kept))
        {
            if (!isDone[from[0]])
                layer.Overwrite(outputs[from[0]]!); // comes before, so it is there
            return outputs[from[0]]!;
        }
        if (layer is Pad && !needed[i] && from[0] >= 0 && IsLeft(graph, i, outputs[from[0]]!))
        {
            isDone[i] = true;
            return outputs[from[0]]!.alias();
        }
        if (layer is Identity && from[0] >= 0)
            isDone[i] = isDone[from[0]];
        return
            layer is Convolution convolution
            && Merged(graph, i, convolution, from[0] < 0 ? input : outputs[from[0]]!, kept, isDone) is { } merged
            ? merged
            : layer.Forward([.. from.Select(j => j < 0 ? input : outputs[j]!)], out memory);
    }

    /// <summary>
    /// A convolution with the padding before it and the gate behind it, where they are nobody else's; null where it stands alone.
    /// </summary>
    private static Tensor? Merged(Graph graph, int i, Convolution convolution, Tensor input, Func<int, bool> kept, bool[] isDone)
    {
        int gate = graph.GateBehind(i),
            before = graph.Inputs[i][0];
        GatedActivation? behind = gate >= 0 && IsFree(graph, graph.Inputs[gate][0], kept) ? (GatedActivation)graph.Layers[gate] : null;
        Pad? pad = before >= 0 && isDone[before] ? graph.Layers[before] as Pad : null;
        Tensor? merged = behind is null && pad is null ? null : convolution.Merged(input, pad?.Sides, behind?.Ceiling);
        isDone[i] = merged is not null && behind is not null;
        return merged;
    }

    /// <summary>Whether a padding can be left to the one convolution that reads it.</summary>
    private static bool IsLeft(Graph graph, int pad, Tensor input) =>
        graph.Consumers[pad] == 1
        && graph.Layers[Array.FindIndex(graph.Inputs, pad + 1, inputs => inputs.Contains(pad))] is Convolution { IsDepthwise: true } reader
        && reader.CanMerge(input);

    /// <summary>Whether an output has one reader, is not to be kept, and shares its values with no other output that is.</summary>
    private static bool IsFree(Graph graph, int i, Func<int, bool> kept)
    {
        bool IsOnlyRead(int layer) => layer >= 0 && graph.Consumers[layer] == 1 && !kept(layer);
        while (IsOnlyRead(i) && graph.Layers[i] is Identity)
            i = graph.Inputs[i][0];
        return IsOnlyRead(i) && graph.Layers[i] is Convolution or BatchNormalization or Add or Linear;
    }

    /// <summary>After an activation has been written over what it read, the outputs that had those values are no more.</summary>
    private static void Forget(Graph graph, int i, Tensor?[] outputs)
    {
        int from = graph.Inputs[i][0];
        if (from < 0 || !ReferenceEquals(outputs[from], outputs[i]))
            return;
        outputs[from] = null;
        while (graph.Layers[from] is Identity && (from = graph.Inputs[from][0]) >= 0)
            Drop(outputs, from);
    }

    private static void Drop(Tensor?[] tensors, int i)
    {
        tensors[i]?.Dispose();
        tensors[i] = null;
    }
}
