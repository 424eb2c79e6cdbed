using TorchSharp;
using Xunit;

namespace WhiteBoxLab.Tests;

/// <summary>
/// What is left of a run that breaks off in the middle: nothing. Counts every native tensor of the process, so nothing else may run
/// meanwhile.
/// </summary>
[Collection(nameof(Alone))]
public sealed class BrokenRunTests
{
    public static TheoryData<string> Methods
    {
        get
        {
            using Network network = Make(() => { });
            return LawTests.ServedBy(network);
        }
    }

    private static Network Make(Action action)
    {
        torch.Tensor Draw(params long[] shape)
        {
            using torch.Generator generator = new(5);
            return torch.randn(shape, generator: generator);
        }
        return new(
            "wired",
            [3, 6, 6],
            [
                new Convolution("conv", "input", Draw(4, 3, 3, 3), padding: 1),
                new Relu("relu", "conv"),
                new Tripwire("wire", "relu", action),
                new Convolution("second", "wire", Draw(4, 4, 3, 3), padding: 1),
                new Relu("last", "second"),
                new GlobalAveragePool("pool", "last"),
                new Flatten("flatten", "pool"),
                new Linear("fc", "flatten", Draw(3, 4)),
            ],
            "fc",
            new()
            {
                Preprocessing = new Preprocessing(6, 6) { Mean = new(127.5, 127.5, 127.5), Std = new(32, 32, 32) },
            }
        );
    }

    [Theory, MemberData(nameof(Methods))]
    public void A_run_that_a_layer_breaks_leaves_the_network_as_it_was_and_no_tensor(string id)
    {
        bool breaks = false;
        using Network network = Make(() => _ = breaks ? throw new InvalidOperationException("The layer broke.") : 0);
        using torch.Tensor input = torch.ones(1, 3, 6, 6);
        Explainer explainer = Few.Create(id);
        using Attribution before = explainer.Explain(network, input);
        breaks = true;
        long live = Live();

        Assert.Equal("The layer broke.", Assert.Throws<InvalidOperationException>(() => explainer.Explain(network, input)).Message);

        Assert.Equal(live, torch.Tensor.TotalCount);
        breaks = false;
        using Attribution after = explainer.Explain(network, input);
        Assert.True(before.Values.equal(after.Values).all().item<bool>());
    }

    [Theory, MemberData(nameof(Methods))]
    public void A_run_stops_within_a_layer_of_where_it_is_cancelled_and_leaves_no_tensor(string id)
    {
        using CancellationTokenSource source = new();
        int ran = 0;
        bool armed = false;
        using Network network = Make(() =>
        {
            ran++;
            if (armed)
                source.Cancel();
        });
        using torch.Tensor input = torch.ones(1, 3, 6, 6);
        Explainer explainer = Few.Create(id);
        explainer.Explain(network, input).Dispose();
        (armed, ran) = (true, 0);
        long live = Live();

        Assert.ThrowsAny<OperationCanceledException>(() => explainer.Explain(network, input, cancellationToken: source.Token));

        Assert.Equal(1, ran);
        Assert.Equal(live, torch.Tensor.TotalCount);
    }

    private static long Live()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return torch.Tensor.TotalCount;
    }
}
