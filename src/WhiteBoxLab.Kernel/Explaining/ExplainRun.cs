using WhiteBoxLab.Kernel.Running;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Explaining;

/// <summary>
/// The maps of one <see cref="Explain"/>: one after the other, cheapest first, sharing passes; cancelled ones at once, the one that is
/// being made within a step.
/// </summary>
internal sealed class ExplainRun : ExplainJob
{
    private readonly Explain wanted;
    private readonly KernelCommand command;
    private readonly ExplainWorkspace workspace;
    private readonly Lock gate = new();
    private readonly Target target;
    private readonly SharedPasses shared = new();
    private List<(MethodChoice Choice, QueuedMap Price)> waiting;
    private MethodChoice? making;
    private CancellationTokenSource? stopping;
    private bool prepared;
    private string photoCode = ""; // written when it is prepared

    public ExplainRun(Explain wanted, KernelCommand command, ExplainWorkspace workspace)
    {
        (this.wanted, this.command, this.workspace) = (wanted, command, workspace);
        waiting = [.. wanted.Choices.Select(Priced).OrderBy(map => map.Price.Forwards + map.Price.Backwards)];
        Target score = wanted.Target is { } index ? Target.Class(index) : Target.Top;
        target = wanted.OfProbability ? score.AsProbability() : score;
        workspace.Runs[command.Token] = this;
        TellQueue();
        command.Cancelled.Register(Cancel);
    }

    public override bool RunPiece()
    {
        try
        {
            if (!prepared)
                Prepare();
            if (Next() is { } choice)
                Make(choice);
        }
        catch (Exception exception)
        {
            // The photo, the network or the class is wrong: no map will come.
            FailWaiting(Sentence.Of(exception), cancelled: false);
            command.Fail(Sentence.Of(exception));
        }
        return !Finished();
    }

    public override void Dispose()
    {
        shared.Dispose();
        base.Dispose();
    }

    /// <summary>Stops one map. From any thread.</summary>
    /// <param name="id">The choice's id.</param>
    public void Cancel(string id)
    {
        MethodChoice? left;
        lock (gate)
        {
            left = waiting.FirstOrDefault(map => map.Choice.Id == id).Choice;
            waiting = [.. waiting.Where(map => map.Choice != left)];
            if (making?.Id == id)
                stopping?.Cancel();
        }
        if (left is not null)
            command.Publish(new MapFailed(left.Id, left.Method, "Stopped before it began.", true, 0, 0));
    }

    /// <summary>Makes a waiting map the next one. From any thread.</summary>
    /// <param name="id">The choice's id.</param>
    public void Hasten(string id)
    {
        lock (gate)
        {
            if (waiting.FindIndex(map => map.Choice.Id == id) <= 0)
                return; // it is the next one already, or does not wait
            waiting = [.. waiting.OrderBy(map => map.Choice.Id == id ? 0 : 1)];
            TellQueue();
        }
    }

    private void Prepare()
    {
        prepared = true;
        if (wanted.Choices.GroupBy(choice => choice.Id).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new ArgumentException($"Two choices have the id '{twice.Key}'. Each needs its own.");
        Network network = workspace.Networks.Get(wanted.Network);
        if (wanted.Target is { } target && (target < 0 || target >= network.Classes))
            throw new ArgumentException($"'{network.Name}' has the classes 0 to {network.Classes - 1}; there is no class {target}.");
        _ = workspace.Photos.Get(wanted.Photo, network);
        photoCode = workspace.Photos.CodeOf(wanted.Photo);
    }

    // What cannot be made comes first: its sentence takes no time.
    private (MethodChoice Choice, QueuedMap Price) Priced(MethodChoice choice)
    {
        try
        {
            Explainer explainer = Catalogue.Create(choice.Method, choice.Options);
            (double forwards, double backwards) = workspace.Networks.Peek(wanted.Network) is { } network
                ? explainer.CostOn(network)
                : (explainer.Card.Forwards, explainer.Card.Backwards);
            return (choice, new QueuedMap(choice.Id, forwards, backwards));
        }
        catch (ArgumentException)
        {
            return (choice, new QueuedMap(choice.Id, 0, 0));
        }
    }

    private void TellQueue()
    {
        if (waiting.Count > 0)
            command.Publish(new MapsQueued([.. waiting.Select(map => map.Price)]));
    }

    private MethodChoice? Next()
    {
        lock (gate)
        {
            if (waiting.Count == 0)
                return null;
            making = waiting[0].Choice;
            waiting.RemoveAt(0);
            return making;
        }
    }

    // The border where the exceptions of explainers stop.
    private void Make(MethodChoice choice)
    {
        MapProgress progress = new(choice, wanted, command, workspace.Maps, photoCode);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(command.Cancelled);
        lock (gate)
            stopping = stop;
        command.Publish(new MapBegun(choice.Id, choice.Method));
        try
        {
            command.Publish(new MapProduced(choice.Id, Map(choice, progress, stop.Token)));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            command.Publish(new MapFailed(choice.Id, choice.Method, "Stopped.", true, progress.Done, progress.Total));
        }
        catch (Exception exception)
        {
            command.Publish(new MapFailed(choice.Id, choice.Method, Sentence.Of(exception), false, progress.Done, progress.Total));
        }
        lock (gate)
            (making, stopping) = (null, null);
    }

    private MapArtifact Map(MethodChoice choice, MapProgress progress, CancellationToken cancellationToken)
    {
        Network network = workspace.Networks.Get(wanted.Network);
        SeenPhoto photo = workspace.Photos.Get(wanted.Photo, network);
        Explainer explainer = Catalogue.Create(choice.Method, choice.Options);
        progress.Begin(explainer, network, photo);
        using Attribution map = explainer.Explain(network, photo.Input, target, progress, shared, cancellationToken);
        map.Photo = photo.Seen;
        return workspace.Maps.Write(
            map,
            0,
            MapCode.Whole(photoCode, wanted.Network, choice.Method, map.Options, map.Targets[0], map.OfProbability)
        );
    }

    private bool Finished()
    {
        lock (gate)
        {
            if (waiting.Count > 0)
                return false;
        }
        End();
        return true;
    }

    private void Cancel()
    {
        FailWaiting("Stopped before it began.", cancelled: true);
        lock (gate)
        {
            if (making is not null)
                return; // the one that is being made ends the command
        }
        End();
    }

    private void FailWaiting(string message, bool cancelled)
    {
        List<(MethodChoice Choice, QueuedMap Price)> left;
        lock (gate)
            (left, waiting) = (waiting, []);
        foreach ((MethodChoice choice, _) in left)
            command.Publish(new MapFailed(choice.Id, choice.Method, message, cancelled, 0, 0));
    }

    private void End()
    {
        workspace.Runs.TryRemove(command.Token, out _);
        if (command.CancelAsked)
            command.Fail(CommandFailed.Cancelled);
        else
            command.Succeed();
    }
}
