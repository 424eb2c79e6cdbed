namespace WhiteBoxLab;

/// <summary>What every layer of a network gave for one batch. Belongs to one call; dispose it to free the outputs.</summary>
public sealed class Trace : IDisposable
{
    private readonly Tensor?[] outputs;
    private readonly Tensor?[] memories;

    internal Trace(Network network, Tensor input, Tensor?[] outputs, Tensor?[] memories) =>
        (Network, Input, this.outputs, this.memories) = (network, input, outputs, memories);

    /// <summary>The network that was run.</summary>
    public Network Network { get; }

    /// <summary>The input, [N, 3, H, W]; owned by the caller.</summary>
    public Tensor Input { get; }

    /// <summary>The scores, [N, K]; owned by the trace.</summary>
    public Tensor Scores => OutputAt(Network.Graph.Output);

    /// <summary>What a layer gave, [N, ...]; owned by the trace.</summary>
    /// <param name="layer">The layer's name.</param>
    /// <exception cref="ArgumentException">There is no such layer; the message lists what there is.</exception>
    public Tensor Output(string layer) => Network.IndexOf(layer) is var index and >= 0 ? OutputAt(index) : Input;

    internal Tensor OutputAt(int index) =>
        outputs[index] ?? throw new InvalidOperationException($"The output of '{Network.Layers[index].Name}' was not kept in this run.");

    /// <summary>Takes in the output of a layer that was not run, sharing its values.</summary>
    internal void Lend(int index, Tensor output) => outputs[index] = output.alias();

    internal Tensor? KeptAt(int index) => outputs[index];

    internal Tensor InputAt(int index, int i) => Network.Graph.Inputs[index][i] is var from and >= 0 ? OutputAt(from) : Input;

    internal Tensor? MemoryAt(int index) => memories[index];

    /// <summary>The part of a batch, sharing its values.</summary>
    internal Trace Part(long start, long count) =>
        new(
            Network,
            Input.narrow(0, start, count),
            [.. outputs.Select(o => o?.narrow(0, start, count))],
            [.. memories.Select(m => m?.narrow(0, start, count))]
        );

    /// <summary>
    /// What one layer reads, gives and remembers, the whole batch again and again: for several signals through it at once. Without a copy
    /// for a batch of one.
    /// </summary>
    internal Trace Repeated(int layer, long times)
    {
        Tensor Again(Tensor t) => t.shape[0] == 1 ? t.expand([times, .. t.shape[1..]]) : t.repeat([times, .. t.shape[1..].Select(_ => 1L)]);
        Tensor?[] outputs = new Tensor?[this.outputs.Length],
            memories = new Tensor?[this.outputs.Length];
        foreach (int i in Network.Graph.Inputs[layer].Append(layer).Where(i => i >= 0).Distinct())
            outputs[i] = this.outputs[i] is { } output ? Again(output) : null;
        memories[layer] = this.memories[layer] is { } memory ? Again(memory) : null;
        return new Trace(Network, Network.Graph.Inputs[layer].Contains(Graph.Input) ? Again(Input) : Input, outputs, memories);
    }

    private (double Forward, double Backward) extra;

    /// <summary>Multiply-adds for one sample that rules have made on this trace beyond one walk back, since this was last asked.</summary>
    internal (double Forward, double Backward) TakeExtra()
    {
        (double Forward, double Backward) taken = extra;
        extra = default;
        return taken;
    }

    internal void Account(double forward, double backward) => extra = (extra.Forward + forward, extra.Backward + backward);

    /// <summary>Frees the outputs.</summary>
    public void Dispose()
    {
        foreach (Tensor? tensor in outputs.Concat(memories))
            tensor?.Dispose();
    }
}
