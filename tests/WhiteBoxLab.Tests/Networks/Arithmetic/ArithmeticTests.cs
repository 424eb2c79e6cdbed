using TorchSharp;
using Xunit;

namespace WhiteBoxLab.Tests;

/// <summary>A libtorch that is wrong is caught before a number of its is shown, and gone around.</summary>
public sealed class ArithmeticTests
{
    [Theory]
    [InlineData("wrong-where-channels-lie-last", "OtherLayout")]
    [InlineData("wrong-where-channels-are-no-multiple-of-16", "PaddedChannels")]
    [InlineData("wrong-convolutions", "Unfolded")]
    [InlineData("wrong-convolutions-and-products", "Double")]
    [InlineData("numbers-that-are-none", "OtherLayout")]
    public void Maps_are_right_although_libtorch_is_wrong(string standIn, string way)
    {
        Libtorch wrong = StandIns.ByName[standIn];
        Verdicts verdicts = new(new TrialHere(wrong));

        AssertRight(new(wrong, verdicts));

        Assert.Contains(verdicts.All, v => v.Way.ToString() == way && v.Off > Trial.Tolerance);
        Assert.DoesNotContain(verdicts.All, v => v.Way > Enum.Parse<Way>(way));
    }

    [Theory]
    [InlineData("wrong-where-channels-lie-last")]
    [InlineData("wrong-convolutions-and-products")]
    public void Without_the_check_they_would_be_wrong(string standIn)
    {
        Arithmetic believing = new(StandIns.ByName[standIn], new Verdicts(new Believing()));

        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => AssertRight(believing));
    }

    [Fact]
    public void What_no_way_makes_right_is_refused_with_what_to_do()
    {
        Libtorch wrong = StandIns.ByName["wrong-in-float64-too"];
        using Network network = OddNetwork(),
            on = network.On(new(wrong, new Verdicts(new TrialHere(wrong))));
        using torch.Tensor input = Input(1);

        InvalidOperationException refused = Assert.Throws<InvalidOperationException>(() => on.Scores(input));

        Assert.Contains("wrong on this processor", refused.Message, StringComparison.Ordinal);
        Assert.Contains("--dtype float64", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_operation_is_tried_once_and_kept_for_the_next_process()
    {
        using TemporaryFolder folder = new();
        string path = Path.Combine(folder.Path, "machine", "verdicts.txt");
        Counting first = new(StandIns.ByName["wrong-where-channels-lie-last"]),
            second = new(StandIns.ByName["wrong-where-channels-lie-last"]);
        Verdicts verdicts = new(first, new VerdictFile(path)),
            later;

        AssertRight(new(first.Libtorch, verdicts));
        int asked = first.Asked.Count;
        AssertRight(new(first.Libtorch, verdicts));
        AssertRight(new(second.Libtorch, later = new(second, new VerdictFile(path))));

        Assert.Equal(asked, first.Asked.Count);
        Assert.Equal(first.Asked.Count, first.Asked.Distinct().Count());
        Assert.Empty(second.Asked);
        Assert.Equal(verdicts.All, later.All);
    }

    [Fact]
    public void A_file_with_lines_that_are_none_or_cut_is_read_as_far_as_it_goes()
    {
        using TemporaryFolder folder = new();
        string path = Path.Combine(folder.Path, "verdicts.txt");
        File.WriteAllText(
            path,
            "Direct 1E-07 linear 1x4 2x4 / / Float32 2\nhello\n\nSideways 0 linear 1x5 2x5 / / Float32 2\nPaddedChannels "
                + "Infinity linear 1x6 2x6 / / Float32 2\nDirect 1E-0"
        );

        IReadOnlyList<Verdict> read = new VerdictFile(path).Read();

        Assert.Equal(
            [
                new("linear 1x4 2x4 / / Float32 2", Way.Direct, 1e-7),
                new Verdict("linear 1x6 2x6 / / Float32 2", Way.PaddedChannels, double.PositiveInfinity),
            ],
            read
        );
    }

    [Fact]
    public void A_verdict_says_what_is_wrong_and_what_is_taken_instead()
    {
        Assert.Equal(
            "conv2d 1x3x8x8 16x3x3x3: wrong by 98 % of the largest value, taken with zeros up to 16 channels",
            new Verdict("conv2d 1x3x8x8 16x3x3x3 / 1 1 / Float32 2", Way.PaddedChannels, 0.98).ToString()
        );
        Assert.Equal(
            "linear 1x4 2x4: ends its process or gives no numbers, taken in float64",
            new Verdict("linear 1x4 2x4 / / Float32 2", Way.Double, double.PositiveInfinity).ToString()
        );
    }

    [Fact]
    public void An_operation_that_ends_its_process_ends_one_that_was_there_for_that()
    {
        Libtorch deadly = StandIns.ByName["ends-its-process"];
        using TrialProcess trial = new(
            [Path.Combine(AppContext.BaseDirectory, "WhiteBoxLab.Tests"), "trials", "ends-its-process"],
            new Believing()
        );
        Verdicts verdicts = new(trial);

        AssertRight(new(deadly, verdicts), batches: [1]);

        Assert.Contains(verdicts.All, v => v is { Way: Way.OtherLayout, Off: double.PositiveInfinity });
        Assert.Contains(verdicts.All, v => v is { Way: Way.Direct, Off: < Trial.Tolerance });
    }

    [Theory]
    [InlineData("there-is-no-such-program")]
    [InlineData("/bin/true")]
    [InlineData("/bin/cat")]
    public void Where_no_process_can_be_had_this_one_tries(string program)
    {
        Counting here = new(new Libtorch());
        using TrialProcess trial = new([program, "/dev/null"], here);

        double off = trial.Off("linear 1x4 2x4 / / Float32 2", Way.Direct);

        Assert.True(off < Trial.Tolerance);
        Assert.Single(here.Asked);
    }

    /// <summary>Scores and maps are those of float64.</summary>
    private static void AssertRight(Arithmetic arithmetic, params long[] batches)
    {
        using Network network = OddNetwork(),
            on = network.On(arithmetic),
            exact = network.To(torch.float64);
        foreach (long batch in batches.Length > 0 ? batches : [1, 3])
        {
            using torch.Tensor input = Input(batch),
                input64 = input.to(torch.float64),
                scores = on.Scores(input),
                right = exact.Scores(input64);
            TensorAssert.Close(right, scores, 1e-4, "scores");
            foreach (
                Explainer explainer in (Explainer[])
                    [new GradCam(), new LrpEpsilonPlus(), new InputXGradient(), new IntegratedGradients(steps: 3)]
            )
            {
                using Attribution map = explainer.Explain(on, input, Target.Class(2)),
                    expected = explainer.Explain(exact, input64, Target.Class(2));
                TensorAssert.Close(expected.Values, map.Values, 1e-4, explainer.Card.Id);
            }
        }
    }

    private static torch.Tensor Input(long batch)
    {
        using torch.Generator generator = new(11);
        return torch.randn([batch, 3, 29, 31], generator: generator);
    }

    /// <summary>Channels that are no multiple of 16, strides, 1 x 1, branches; laid channels last.</summary>
    private static Network OddNetwork()
    {
        NetworkBuilder b = new("odd", 3, 29, 31, seed: 5);
        b.Conv("conv1", 24, 5, 2, 2);
        string relu = b.Relu("relu1"),
            third = b.Conv("conv2", 40, 3, 2, 1),
            side = b.Conv("side", 40, 1, 2, from: relu);
        b.Add("sum", third, side);
        b.Relu("relu2");
        b.Conv("conv3", 20, 3, padding: 1);
        b.Relu("relu3");
        b.GlobalPool("pool");
        b.Flatten("flatten");
        b.Linear("fc", 5);
        return b.Build();
    }

    private sealed class Believing : Trial
    {
        internal override double Off(string call, Way way) => 0;
    }

    private sealed class Counting(Libtorch libtorch) : Trial
    {
        private readonly TrialHere here = new(libtorch);

        public Libtorch Libtorch => libtorch;

        public List<(string, Way)> Asked { get; } = [];

        internal override double Off(string call, Way way)
        {
            Asked.Add((call, way));
            return here.Off(call, way);
        }
    }
}
