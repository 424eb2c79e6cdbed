namespace WhiteBoxLab;

public sealed partial class Network
{
    /// <summary>What the network sees in a photo.</summary>
    /// <param name="photo">Any photo; cropped and resized as <see cref="Preprocessing"/> says.</param>
    /// <param name="count">How many classes. Defaults to 5.</param>
    /// <returns>The most probable classes, most probable first.</returns>
    public IReadOnlyList<Prediction> Classify(Photo photo, int count = 5)
    {
        using Tensor input = InputOf(photo);
        return [.. Rank(input).Take(Math.Clamp(count, 1, Classes))];
    }

    /// <summary>All classes of one input.</summary>
    /// <param name="input">[1, C, H, W], normalised.</param>
    /// <returns>The classes, highest score first.</returns>
    /// <exception cref="InvalidOperationException">The network gives no number; the message names the layer where that began.</exception>
    public IReadOnlyList<Prediction> Rank(Tensor input)
    {
        using IDisposable scope = NewDisposeScope();
        Tensor given = Scores(input);
        Finite.Require(this, input, given);
        Tensor scores = given.to(float64).cpu();
        double[] probabilities = [.. Graph.Probabilities(scores).data<double>()];
        return
        [
            .. scores
                .data<double>()
                .ToArray()
                .Select((score, c) => new Prediction(c, LabelOf(c), score, probabilities[c]))
                .OrderByDescending(p => p.Score),
        ];
    }

    /// <summary>Explains what the network sees in a photo.</summary>
    /// <param name="photo">Any photo; cropped and resized as <see cref="Preprocessing"/> says.</param>
    /// <param name="explainer">The method.</param>
    /// <param name="target">What to explain: a class by its number, or a <see cref="Target"/>. Defaults to the top class.</param>
    /// <param name="progress">Told after every step, on this thread.</param>
    /// <param name="cancellationToken">Stops within one step.</param>
    /// <returns>A map that knows its photo; the caller disposes it.</returns>
    public Attribution Explain(
        Photo photo,
        Explainer explainer,
        Target? target = null,
        IProgress<Step>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        using Tensor input = InputOf(photo);
        Attribution map = explainer.Explain(this, input, target, progress, cancellationToken);
        map.Photo = photo.Crop(Preprocessing);
        return map;
    }

    /// <summary>
    /// Explains what the network sees in a photo by several methods, which share what they can: class activation maps of one layer need one
    /// forward and one partial backward pass together.
    /// </summary>
    /// <param name="photo">Any photo; cropped and resized as <see cref="Preprocessing"/> says.</param>
    /// <param name="explainers">The methods.</param>
    /// <param name="target">What to explain: a class by its number, or a <see cref="Target"/>. Defaults to the top class.</param>
    /// <param name="progress">Told after every step of every method, on this thread.</param>
    /// <param name="cancellationToken">Stops within one step.</param>
    /// <returns>A map for each method, in their order, each counting only the passes it made itself; the caller disposes them.</returns>
    public IReadOnlyList<Attribution> Explain(
        Photo photo,
        IReadOnlyList<Explainer> explainers,
        Target? target = null,
        IProgress<Step>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        using Tensor input = InputOf(photo);
        using SharedPasses shared = new();
        Photo seen = photo.Crop(Preprocessing);
        List<Attribution> maps = [];
        foreach (Explainer explainer in explainers)
        {
            maps.Add(explainer.Explain(this, input, target, progress, shared, cancellationToken));
            maps[^1].Photo = seen;
        }
        return maps;
    }

    /// <summary>A photo as this network's input.</summary>
    /// <param name="photo">Any photo.</param>
    /// <returns>[1, 3, H, W], normalised, of the network's type and on its device; the caller disposes it.</returns>
    public Tensor InputOf(Photo photo)
    {
        using IDisposable scope = NewDisposeScope();
        Tensor input = photo.ToInput(Preprocessing);
        return input.to(Dtype).to(Device, copy: true).DetachFromDisposeScope();
    }
}
