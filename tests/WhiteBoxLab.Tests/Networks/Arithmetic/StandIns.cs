using System.Runtime.InteropServices;
using TorchSharp;

namespace WhiteBoxLab.Tests;

/// <summary>
/// Stand-ins for a libtorch whose float32 convolutions are wrong, each so that another way around is the first right one; and one that ends
/// its process.
/// </summary>
internal static partial class StandIns
{
    public static IReadOnlyDictionary<string, Libtorch> ByName { get; } =
        new Dictionary<string, Libtorch>(StringComparer.Ordinal)
        {
            ["wrong-where-channels-lie-last"] = new Wrong((picture, _) => Layout.IsChannelsLast(picture)),
            ["wrong-where-channels-are-no-multiple-of-16"] = new Wrong(
                (picture, weight) => picture.shape[1] % 16 != 0 || weight.shape[0] % 16 != 0 || weight.shape[1] % 16 != 0
            ),
            ["wrong-convolutions"] = new Wrong((_, _) => true),
            ["wrong-convolutions-and-products"] = new Wrong((_, _) => true) { Products32 = false },
            ["numbers-that-are-none"] = new Wrong((picture, _) => Layout.IsChannelsLast(picture)) { Fault = float.NaN },
            ["ends-its-process"] = new Deadly(),
            ["wrong-in-float64-too"] = new Wrong((_, _) => true) { Products32 = false, IsWrongIn64 = true },
        };

    /// <summary>The last channels are wrong at every place by as much as the values themselves, as on the machine that was met.</summary>
    internal sealed class Wrong(Func<torch.Tensor, torch.Tensor, bool> isWrong) : Libtorch
    {
        public bool Products32 { get; init; } = true;

        public bool IsWrongIn64 { get; init; }

        public float Fault { get; init; } = -1;

        internal override torch.Tensor Convolution(torch.Tensor input, torch.Tensor weight, torch.Tensor? bias, Sliding sliding) =>
            Spoilt(base.Convolution(input, weight, bias, sliding), isWrong(input, weight));

        internal override torch.Tensor TransposedConvolution(torch.Tensor signal, torch.Tensor weight, Sliding sliding) =>
            Spoilt(base.TransposedConvolution(signal, weight, sliding), isWrong(signal, weight));

        internal override torch.Tensor Product(torch.Tensor a, torch.Tensor b, torch.Tensor? bias) =>
            Spoilt(base.Product(a, b, bias), !Products32);

        internal override torch.Tensor Products(torch.Tensor a, torch.Tensor b) => Spoilt(base.Products(a, b), !Products32);

        private torch.Tensor Spoilt(torch.Tensor right, bool isWrong)
        {
            if (isWrong && (IsWrongIn64 || right.dtype == torch.ScalarType.Float32))
                right.narrow(1, right.shape[1] - Math.Min(8, right.shape[1]), Math.Min(8, right.shape[1])).mul_(Fault);
            return right;
        }
    }

    /// <summary>Ends its process by a signal where channels lie last.</summary>
    private sealed partial class Deadly : Libtorch
    {
        private const int Kill = 9; // the runtime catches what a real fault would send

        internal override torch.Tensor Convolution(torch.Tensor input, torch.Tensor weight, torch.Tensor? bias, Sliding sliding) =>
            base.Convolution(Spared(input), weight, bias, sliding);

        internal override torch.Tensor TransposedConvolution(torch.Tensor signal, torch.Tensor weight, Sliding sliding) =>
            base.TransposedConvolution(Spared(signal), weight, sliding);

        private static torch.Tensor Spared(torch.Tensor picture)
        {
            if (picture.dtype == torch.ScalarType.Float32 && Layout.IsChannelsLast(picture))
                _ = Raise(Kill);
            return picture;
        }

        [LibraryImport("libc", EntryPoint = "raise")]
        private static partial int Raise(int signal);
    }
}
