using System.Text.Json.Nodes;

namespace WhiteBoxLab;

/// <summary>
/// A method that explains decisions: from a network, a batch and a target to an <see cref="Attribution"/>. Options are constructor
/// parameters; an explainer holds nothing else and may be shared between threads.
/// </summary>
/// <remarks>
/// One more method is one new file: a sealed subclass with a card, whose constructor's parameters all have defaults.
/// <see cref="Catalogue"/> finds it.
/// </remarks>
public abstract class Explainer
{
    /// <summary>Checks the options. The properties have their values by then, because a primary constructor gives them first.</summary>
    /// <exception cref="ArgumentException">One is out of range; the message says which, and its range.</exception>
    protected Explainer() => OptionList.Check(this, () => Card.Id);

    /// <summary>What one should know of the method.</summary>
    public abstract ExplainerCard Card { get; }

    /// <summary>The options in force by name, defaults included, and the budget of memory where one was given.</summary>
    public JsonObject Options
    {
        get
        {
            JsonObject options = OptionList.Json(this);
            if (Memory is { } megabytes)
                options[MemoryBudget.Option] = megabytes;
            return options;
        }
    }

    /// <summary>
    /// What passes that run at once may hold, in megabytes; null for what is fastest. Methods of many passes keep to it by taking fewer at
    /// once, at least one; the map is the same up to rounding.
    /// </summary>
    public int? Memory { get; private set; }

    /// <summary>This method under a budget of memory.</summary>
    /// <param name="megabytes">What passes that run at once may hold; 1 to 1000000.</param>
    /// <exception cref="ArgumentException">It is out of range.</exception>
    public Explainer Within(int megabytes)
    {
        Explainer same = (Explainer)MemberwiseClone();
        same.Memory = MemoryBudget.Checked(Card.Id, megabytes);
        return same;
    }

    /// <summary>Why this method cannot explain a network, in a sentence that says what can; null where it can.</summary>
    /// <param name="network">The network.</param>
    public virtual string? Obstacle(Network network) => null;

    /// <summary>
    /// Whole forward and backward passes on a network, at most; the card's numbers unless they depend on the network's channels or on the
    /// size of its input.
    /// </summary>
    /// <param name="network">The network.</param>
    public virtual (double Forwards, double Backwards) CostOn(Network network) => (Card.Forwards, Card.Backwards);

    /// <summary>
    /// Which options, by name, to set how so that what the method promises about the map's sum is kept better; null where none helps.
    /// </summary>
    public virtual JsonObject? Refinement => null;

    /// <summary>Explains a batch.</summary>
    /// <param name="network">The network; not changed, and free for other threads meanwhile.</param>
    /// <param name="input">[N, 3, H, W], normalised, of the network's type and device.</param>
    /// <param name="target">What to explain. Defaults to each photo's top class.</param>
    /// <param name="progress">Told after every step, on this thread.</param>
    /// <param name="cancellationToken">Stops within one step.</param>
    /// <returns>Raw signed values; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">Wrong shape, unknown class or layer; the message lists what there is.</exception>
    /// <exception cref="InvalidOperationException">The method needs what this network does not have.</exception>
    public Attribution Explain(
        Network network,
        Tensor input,
        Target? target = null,
        IProgress<Step>? progress = null,
        CancellationToken cancellationToken = default
    ) => Explain(network, input, target, progress, null, cancellationToken);

    /// <summary>
    /// Explains a batch beside other explainers of the same batch and target, with whose passes this one makes do where it can; the map
    /// counts only the passes it made itself.
    /// </summary>
    /// <param name="network">The network; not changed, and free for other threads meanwhile.</param>
    /// <param name="input">[N, 3, H, W], normalised, of the network's type and device.</param>
    /// <param name="target">What to explain. Null for each photo's top class.</param>
    /// <param name="progress">Told after every step, on this thread.</param>
    /// <param name="shared">What the others have left, and what this one leaves to them; null for nobody. Stays the caller's.</param>
    /// <param name="cancellationToken">Stops within one step.</param>
    /// <returns>Raw signed values; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">Wrong shape, unknown class or layer, or passes that belong to another batch; the message lists
    /// what there is.</exception>
    /// <exception cref="InvalidOperationException">The method needs what this network does not have.</exception>
    public Attribution Explain(
        Network network,
        Tensor input,
        Target? target,
        IProgress<Step>? progress,
        SharedPasses? shared,
        CancellationToken cancellationToken
    )
    {
        network.RequireInput(input);
        shared?.Tie(network, input, target ?? Target.Top);
        if (target?.IsProbability == true)
            network = network.OfProbabilities();
        if (Obstacle(network) is { } obstacle)
            throw new InvalidOperationException(obstacle);
        cancellationToken.ThrowIfCancellationRequested();
        return Network.NoGradient(() =>
        {
            using Explanation run = new(network, input, target ?? Target.Top, cancellationToken, progress, shared)
            {
                Memory = (long?)Memory << 20,
            };
            return run.Finish(this, Attribute(run));
        });
    }

    /// <summary>The method itself.</summary>
    /// <param name="run">The network, the batch and the target of this call, with the engine.</param>
    /// <returns>The values, [N, C, H', W']; temporaries need not be disposed.</returns>
    protected abstract Tensor Attribute(Explanation run);

    /// <summary>The method itself, for another one that is made of its maps.</summary>
    internal Tensor MapIn(Explanation run) => Attribute(run);
}
