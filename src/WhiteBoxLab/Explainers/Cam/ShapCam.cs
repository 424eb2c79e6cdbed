using System.ComponentModel.DataAnnotations;

namespace WhiteBoxLab;

/// <summary>
/// Where a layer saw evidence for a class: its positions are players of a game whose prize is the score, each worth what it adds on average
/// over the orders in which they can come.
/// </summary>
/// <param name="layer">A layer with positions, by name. Defaults to the last one.</param>
/// <param name="relu">Show evidence for the class only. Defaults to no: signed.</param>
/// <param name="finish">What is done to the raw map afterwards. Defaults to nothing.</param>
/// <param name="readout">What is made of the positions' values. Defaults to channels weighted by them.</param>
/// <param name="absent">What the layer has at a position that does not play. Defaults to zero.</param>
/// <param name="cells">Positions play together in as many groups a side, at most. Defaults to 4; 1 to 16.</param>
/// <param name="permutations">Orders that are drawn. Defaults to 50; 1 to 10000.</param>
/// <param name="seed">What the orders are drawn from. Defaults to 0; 0 to 1000000.</param>
/// <remarks>
/// Zheng et al. 2022, <see href="https://arxiv.org/abs/2208.03608"/>: with phi the positions' Shapley values, w_k = sum over positions of
/// phi A_k, map = sum over k of w_k A_k. Only what lies behind the layer is run, for many coalitions at once; a group's value is shared by
/// its positions alike. Each order's gains sum to v(all) - v(none), so that the values do.
/// Input [N, 3, H, W]; map [N, 1, H', W'] at the layer, signed (with relu from 0 up); with a finish [N, 1, H, W] from 0 to 1.
/// Differs from the paper: positions play in groups, in fewer orders; no ReLU unless asked; the map stays at the layer's resolution.
/// </remarks>
[Follows(Convention.Paper, """{"relu": true, "cells": 16, "permutations": 200}""", "Each position on its own; negative values to zero.")]
public sealed class ShapCam(
    [Layer] string? layer = null,
    bool relu = false,
    CamFinish finish = CamFinish.None,
    ShapCamReadout readout = ShapCamReadout.ChannelWeighted,
    ShapCamAbsent absent = ShapCamAbsent.Zero,
    [Range(1, 16)] int cells = 4,
    [Range(1, 10000)] int permutations = 50,
    [Range(0, 1000000)] int seed = 0
) : ChannelCam(layer, relu, finish)
{
    /// <summary>What is made of the positions' values.</summary>
    public ShapCamReadout Readout { get; } = readout;

    /// <summary>What the layer has at a position that does not play.</summary>
    public ShapCamAbsent Absent { get; } = absent;

    /// <summary>Groups of positions a side, at most.</summary>
    public int Cells { get; } = cells;

    /// <summary>Orders that are drawn.</summary>
    public int Permutations { get; } = permutations;

    /// <summary>What the orders are drawn from.</summary>
    public int Seed { get; } = seed;

    /// <inheritdoc/>
    public override ExplainerCard Card =>
        new()
        {
            Id = "shap-cam",
            Name = "Shap-CAM",
            Family = Family.Structure,
            AtLayer = true,
            Summary = "Where a layer saw evidence for the class, its positions worth what each adds on average over all orders.",
            Forwards = 1 + (0.0033 * (1 + (Permutations * (Math.Min(49, Cells * Cells) - 1)))), // EfficientNet-Lite0's last layer
            Backwards = 0,
            ClassDiscriminative = "yes",
            Signed = CanBeNegative,
            Group = ImplementationGroup.Other,
            Confidence = Confidence.NotInSurvey,
            Resolution = Resolution,
            Needs = "A layer with positions.",
            Completeness = "Completeness: the positions' values sum to the score minus that of a layer where none plays.",
            FailureModes =
                "Behind global pooling it adds nothing to what HiResCAM says at a hundredth of the price; a layer with holes is "
                + "nothing that the network has seen.",
            Paper = "Zheng, Wang, Zhou, Lu 2022: Shap-CAM",
            Bibtex =
                "@inproceedings{zheng2022shap, author = {Zheng, Quan and Wang, Ziwei and Zhou, Jie and Lu, Jiwen}, title = {Shap-CAM: "
                + "Visual Explanations for Convolutional Neural Networks based on Shapley Value}, booktitle = {European Conference on "
                + "Computer Vision}, pages = {459--474}, year = {2022}, doi = {10.1007/978-3-031-19775-8_27}}",
        };

    /// <inheritdoc/>
    public override (double Forwards, double Backwards) CostOn(Network network)
    {
        (_, double behind) = ChannelsOf(network);
        if ((Layer ?? network.FindDefaultLayer()) is not { } layer || network.ShapeOf(layer) is not [_, var height, var width])
            return (1, 0);
        long players = Math.Min(Cells, height) * Math.Min(Cells, width);
        return (1 + (behind * (1 + (Permutations * (players - 1)))), 0);
    }

    private protected override Tensor Weights(Channels channels)
    {
        Explanation run = channels.Run;
        Tensor a = channels.Activations,
            groups = Groups(a),
            absent = Absent == ShapCamAbsent.Zero ? zeros_like(a) : a.mean([2, 3], keepdim: true).expand_as(a),
            all = tensor(run.TargetScores.ToArray(), device: a.device).unsqueeze(1);
        int players = (int)groups.max().item<long>() + 1,
            atOnce = run.AtOnce(channels.Layer);
        Tensor Values(Tensor shown) => cat([.. shown.split(atOnce).Select(some => Seen(channels, absent, groups, some))], 1);
        Tensor none = Values(zeros([1, players], @bool)),
            orders = OrderGains.Drawn(Permutations, players, Seed);
        OrderGains gains = new(players, Values, none, all);
        int together = Math.Max(1, atOnce / Math.Max(1, players - 1));
        for (int done = 0; done < Permutations; Refine(channels, done, Permutations, () => Read(gains.Mean(), groups, a)))
        {
            using DisposeScope scope = NewDisposeScope();
            int some = Math.Min(together, Permutations - done);
            gains.Add(orders.narrow(0, done, some));
            done += some;
        }
        Tensor worth = gains.Mean();
        run.Promise("completeness", [.. (all - none).cpu().data<double>()], [.. worth.sum([1]).cpu().data<double>()]);
        return Read(worth, groups, a);
    }

    /// <summary>The score of each photo with some groups of positions at play, [N, M].</summary>
    private static Tensor Seen(Channels channels, Tensor absent, Tensor groups, Tensor shown)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor a = channels.Activations,
            plays = shown.to(a.device).index_select(1, groups.flatten()).view(shown.shape[0], 1, a.shape[2], a.shape[3]),
            photos = arange(a.shape[0], int64, a.device).repeat_interleave(shown.shape[0]),
            some = where(plays.repeat([a.shape[0], 1, 1, 1]), a.index_select(0, photos), absent.index_select(0, photos));
        return channels
            .Run.ScoresBehind(channels.Layer, some, photos, channels.Beside)
            .view(a.shape[0], shown.shape[0])
            .MoveToOuterDisposeScope();
    }

    /// <summary>The group of each position, [H', W'].</summary>
    private Tensor Groups(Tensor a)
    {
        (long height, long width) = (a.shape[2], a.shape[3]);
        long down = Math.Min(Cells, height),
            across = Math.Min(Cells, width);
        long[] groups =
        [
            .. from y in Enumerable.Range(0, (int)height)
            from x in Enumerable.Range(0, (int)width)
            select (y * down / height * across) + (x * across / width),
        ];
        return tensor(groups, device: a.device).view(height, width);
    }

    /// <summary>The positions' values [N, H', W'], or the channels' weights [N, K].</summary>
    private Tensor Read(Tensor worth, Tensor groups, Tensor a)
    {
        Tensor flat = groups.flatten(),
            sizes = zeros([worth.shape[1]], float64, a.device).index_add_(0, flat, ones([flat.shape[0]], float64, a.device), 1),
            values = (worth / sizes).index_select(1, flat); // [N, positions]
        return Readout == ShapCamReadout.PhiMap
            ? values.view(a.shape[0], a.shape[2], a.shape[3])
            : a.flatten(2).to(float64).matmul(values.unsqueeze(2)).squeeze(2);
    }

    private protected override Tensor Raw(Tensor weights, Tensor a) =>
        Readout == ShapCamReadout.PhiMap ? weights.unsqueeze(1) : base.Raw(weights, a);
}
