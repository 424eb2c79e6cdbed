namespace WhiteBoxLab;

/// <summary>Photos of which some segments are shown and the others hidden, and what the network says of them.</summary>
internal sealed class Coalitions
{
    private readonly Explanation run;
    private readonly Tensor numbers,
        hidden;

    /// <summary>Players are the segments; where one is not shown, <paramref name="hidden"/> is, [N, 3, H, W].</summary>
    internal Coalitions(Explanation run, Segments segments, Func<Tensor, Tensor> hidden)
    {
        (this.run, Players) = (run, segments.Count);
        numbers = segments.For(run.Input).flatten(1);
        this.hidden = hidden(numbers);
        AtOnce = run.AtOnce();
    }

    /// <summary>How many segments there are.</summary>
    internal int Players { get; }

    /// <summary>How many coalitions run at once.</summary>
    internal int AtOnce { get; }

    /// <summary>The explained score of each photo with some of its segments shown, [N, M] in double precision.</summary>
    /// <param name="shown">[M, players], booleans.</param>
    internal Tensor Values(Tensor shown) => cat([.. shown.split(AtOnce).Select(Chunk)], 1);

    private Tensor Chunk(Tensor shown)
    {
        using DisposeScope scope = NewDisposeScope();
        long count = shown.shape[0],
            height = run.Input.shape[2];
        Tensor device = shown.to(run.Input.device);
        Tensor[] pictures =
        [
            .. Enumerable
                .Range(0, (int)run.Count)
                .Select(n =>
                    where(device.index_select(1, numbers[n]).view(count, 1, height, -1), run.Input[n..(n + 1)], hidden[n..(n + 1)])
                ),
        ];
        Tensor photos = arange(run.Count, int64, run.Input.device).repeat_interleave(count);
        return run.ScoresOf(cat(pictures, 0), photos).view(run.Count, count).MoveToOuterDisposeScope();
    }

    /// <summary>Each segment's value on each of its pixels, [N, 1, H, W].</summary>
    /// <param name="values">[N, players].</param>
    internal Tensor Map(Tensor values) =>
        values.to(run.Input.device).gather(1, numbers).view(run.Count, 1, run.Input.shape[2], -1).to(run.Input.dtype);

    /// <summary>The mean of each segment's pixels on each of them, [N, 3, H, W].</summary>
    internal static Tensor Means(Tensor input, Tensor numbers, int players)
    {
        Tensor pixels = input.flatten(2), // [N, 3, HW]
            at = numbers.unsqueeze(1).expand_as(pixels),
            sizes = zeros([input.shape[0], input.shape[1], players], input.dtype, input.device).scatter_add_(2, at, ones_like(pixels)),
            sums = zeros_like(sizes).scatter_add_(2, at, pixels);
        return (sums / sizes.clamp_min(1)).gather(2, at).view_as(input);
    }
}
