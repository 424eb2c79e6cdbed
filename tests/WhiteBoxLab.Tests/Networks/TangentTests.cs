using TorchSharp;
using Xunit;

namespace WhiteBoxLab.Tests;

/// <summary>
/// The closed-form tangent of every layer, and how its gradient bends, in float64 over the grid of shapes and settings that the gradients
/// are tested on.
/// </summary>
public sealed class TangentTests
{
    public static TheoryData<string, int> Cases => LayerGradientTests.Cases;

    [Theory, MemberData(nameof(Cases))]
    public void The_tangent_is_the_transposition_of_the_gradient(string name, int batch)
    {
        using IDisposable scope = torch.NewDisposeScope();
        (LayerCall call, torch.Tensor[] directions, torch.Tensor signal) = Draw(name, batch);

        torch.Tensor tangent = call.Layer.Tangent(call, [.. directions]);
        torch.Tensor?[] gradients = call.Layer.Backward(call, signal);

        double up = (tangent * signal).sum().item<double>(),
            down = gradients.Zip(directions, (g, v) => (g! * v).sum().item<double>()).Sum();
        Assert.Equal(up, down, 1e-10 * (1 + Math.Abs(up)));
    }

    [Theory, MemberData(nameof(Cases))]
    public void One_input_that_stays_adds_nothing_to_the_tangent(string name, int batch)
    {
        using IDisposable scope = torch.NewDisposeScope();
        (LayerCall call, torch.Tensor[] directions, _) = Draw(name, batch);

        torch.Tensor parts = directions
            .Select((v, i) => call.Layer.Tangent(call, [.. directions.Select((_, j) => i == j ? v : null)]))
            .Aggregate((a, b) => a + b);

        TensorAssert.Close(call.Layer.Tangent(call, [.. directions]), parts, 1e-12, name);
    }

    [Theory, MemberData(nameof(Cases))]
    public void The_gradient_bends_as_differences_of_gradients_say(string name, int batch)
    {
        using IDisposable scope = torch.NewDisposeScope();
        (LayerCall call, torch.Tensor[] directions, torch.Tensor signal) = Draw(name, batch);
        const double h = 1e-6;
        torch.Tensor?[] Gradient(double step)
        {
            LayerCall moved = Call(call.Layer, [.. directions.Select((v, i) => call.Input(i) + (step * v))]);
            return moved.Layer.Backward(moved, signal);
        }

        torch.Tensor?[]? bend = call.Layer.SecondOrder(call, [.. directions], call.Layer.Tangent(call, [.. directions]), signal);
        torch.Tensor?[] more = Gradient(h),
            less = Gradient(-h);

        for (int i = 0; i < more.Length; i++)
        {
            torch.Tensor expected = (more[i]! - less[i]!) / (2 * h),
                actual = bend is null ? torch.zeros_like(expected) : bend[i]!;
            Assert.True(
                (expected - actual).abs().max().item<double>() <= 1e-7 * (1 + expected.abs().max().item<double>()),
                $"{name}, input {i}"
            );
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Several_signals_go_down_at_once_as_they_do_alone(string name, int batch)
    {
        using IDisposable scope = torch.NewDisposeScope();
        (LayerCall call, _, torch.Tensor signal) = Draw(name, batch);
        torch.Tensor other = signal.flip(1) - 0.5;

        torch.Tensor?[] both = new GradientFlow().Down(call, torch.cat([signal, other], 0)),
            first = call.Layer.Backward(call, signal),
            second = call.Layer.Backward(call, other);

        for (int i = 0; i < both.Length; i++)
            TensorAssert.Close(torch.cat([first[i]!, second[i]!], 0), both[i]!, 1e-12, name);
    }

    private static (LayerCall Call, torch.Tensor[] Directions, torch.Tensor Signal) Draw(string name, int batch)
    {
        (Layer layer, long[][] shapes) = LayerGradientTests.Make(name);
        using torch.Generator generator = new(17);
        torch.Tensor Random(long[] shape) => torch.randn([batch, .. shape], torch.float64, generator: generator);
        LayerCall call = Call(layer, [.. shapes.Select(s => Random(s).mul_(3))]);
        return (call, [.. shapes.Select(Random)], Random(layer.ShapeOf(shapes)));
    }

    private static LayerCall Call(Layer layer, torch.Tensor[] inputs)
    {
        Network network = SingleLayerNetwork.Around(layer, [.. inputs.Select(i => i.shape[1..])]);
        return new(
            SingleLayerNetwork.Trace(network, layer, inputs),
            network.IndexOf(layer.Name),
            [.. inputs.Select(_ => true)],
            signalIsOwned: false
        );
    }
}
