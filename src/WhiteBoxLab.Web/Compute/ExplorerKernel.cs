using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Web.Compute;

/// <summary>The one kernel behind the Explorer of all visitors: there from the start, and a new one wherever one ended.</summary>
/// <param name="start">How to start it.</param>
/// <param name="source">Starts it.</param>
/// <param name="log">Where its deaths are told.</param>
/// <param name="life">Says when the lab ends: then it may be gone before it is ended.</param>
public sealed class ExplorerKernel(KernelStart start, IKernelSource source, ILogger<ExplorerKernel> log, IHostApplicationLifetime life)
    : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.2),
        LongestPause = TimeSpan.FromSeconds(10);
    private readonly AskedOnce<CatalogueProduced> catalogue = new();
    private readonly AskedOnce<PaceMeasured> paces = new();
    private readonly AskedOnce<ApiProduced> api = new();
    private TaskCompletionSource<IKernel> current = NewTurn();
    private bool machineIsTold;

    /// <summary>The number of the process that lives now, or null.</summary>
    public int? ProcessId => current.Task is { IsCompletedSuccessfully: true } done ? done.GetAwaiter().GetResult().ProcessId : null;

    /// <summary>What methods and networks there are; asked once.</summary>
    /// <param name="cancellationToken">Ends the wait, not the question.</param>
    /// <exception cref="KernelRefusedException">The kernel could not say.</exception>
    public Task<CatalogueProduced> CatalogueAsync(CancellationToken cancellationToken = default) =>
        catalogue.Of(() => AskAsync<CatalogueProduced>(new RequestCatalogue(), CancellationToken.None)).WaitAsync(cancellationToken);

    /// <summary>The public types and members of the library and the protocol; asked once.</summary>
    /// <param name="cancellationToken">Ends the wait, not the question.</param>
    /// <exception cref="KernelRefusedException">The kernel could not say.</exception>
    public Task<ApiProduced> ApiAsync(CancellationToken cancellationToken = default) =>
        api.Of(() => AskAsync<ApiProduced>(new RequestApi(), CancellationToken.None)).WaitAsync(cancellationToken);

    /// <summary>What a network sees in a photo.</summary>
    /// <param name="command">The photo and the network.</param>
    /// <param name="cancellationToken">Cancels the command.</param>
    /// <exception cref="KernelRefusedException">The photo or the network cannot be read; the message says why.</exception>
    public Task<PhotoClassified> ClassifyAsync(Classify command, CancellationToken cancellationToken = default) =>
        AskAsync<PhotoClassified>(command, cancellationToken);

    /// <summary>Whether a method with some options can explain a network, and the C# that makes it.</summary>
    /// <param name="command">The method, its options and the network.</param>
    /// <param name="cancellationToken">Cancels the question.</param>
    /// <exception cref="KernelRefusedException">The kernel could not say.</exception>
    public Task<MethodChecked> CheckAsync(CheckMethod command, CancellationToken cancellationToken = default) =>
        AskAsync<MethodChecked>(command, cancellationToken);

    /// <summary>How long a network's forward pass takes on this machine; measured once for each network.</summary>
    /// <param name="network">The network's name.</param>
    /// <exception cref="KernelRefusedException">The kernel could not say.</exception>
    public Task<PaceMeasured> PaceAsync(string network) =>
        paces.Of(() => AskAsync<PaceMeasured>(new MeasurePace(network), CancellationToken.None), network);

    /// <summary>A picture made small, whoever made it.</summary>
    /// <param name="command">The picture and the size.</param>
    /// <param name="cancellationToken">Cancels the command.</param>
    /// <exception cref="KernelRefusedException">It is no picture that can be read.</exception>
    public Task<ThumbnailMade> ThumbnailAsync(MakeThumbnail command, CancellationToken cancellationToken = default) =>
        AskAsync<ThumbnailMade>(command, cancellationToken);

    /// <summary>Whether libtorch computes right on this machine, as far as it has been tried.</summary>
    /// <param name="cancellationToken">Cancels the question.</param>
    /// <exception cref="KernelRefusedException">The kernel could not say.</exception>
    public Task<MachineReported> MachineAsync(CancellationToken cancellationToken = default) =>
        AskAsync<MachineReported>(new RequestMachine(), cancellationToken);

    /// <summary>Makes maps, which share passes where they can.</summary>
    /// <param name="command">What to explain.</param>
    /// <param name="token">Names the command for <see cref="SteerAsync"/>; new.</param>
    /// <param name="onEvent">Given each event as it comes, on the reader's thread.</param>
    /// <param name="cancellationToken">Cancels the command.</param>
    /// <returns>How it ended; a kernel that died says so.</returns>
    public async Task<CommandResult> ExplainAsync(Explain command, string token, Action<Event> onEvent, CancellationToken cancellationToken)
    {
        IKernel kernel = await current.Task.WaitAsync(cancellationToken);
        return await kernel.RunAsync(new CommandEnvelope(token, command, []), onEvent, cancellationToken);
    }

    /// <summary>Steers a command at work; where its kernel is gone there is nothing to steer.</summary>
    /// <param name="command">Such as <see cref="CancelMap"/>.</param>
    public async Task SteerAsync(Command command)
    {
        if (current.Task is { IsCompletedSuccessfully: true } there)
            await (await there).RunAsync(command);
    }

    /// <summary>How many native tensors live in the kernel.</summary>
    /// <param name="cancellationToken">Cancels the question.</param>
    /// <exception cref="KernelRefusedException">The kernel could not say.</exception>
    public async Task<long> LiveTensorsAsync(CancellationToken cancellationToken = default)
    {
        ReturnValueProduced counted = await AskAsync<ReturnValueProduced>(
            new SubmitCode("GC.Collect(); GC.WaitForPendingFinalizers(); TorchSharp.torch.Tensor.TotalCount"),
            cancellationToken
        );
        string? text = counted.FormattedValues.FirstOrDefault(value => value.MimeType == "text/plain")?.Value;
        return long.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out long count)
            ? count
            : throw new KernelRefusedException($"The kernel counts '{text}' tensors.");
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        TimeSpan pause = FirstPause;
        while (!stoppingToken.IsCancellationRequested)
        {
            bool lived = await LiveAsync(stoppingToken);
            pause = lived ? FirstPause : TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks));
            await Task.Delay(pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> LiveAsync(CancellationToken stoppingToken)
    {
        try
        {
            await using IKernel kernel = source.Start(start);
            await kernel.Ready.WaitAsync(stoppingToken);
            current.TrySetResult(kernel);
            _ = CatalogueAsync(stoppingToken); // so that the first page finds it
            _ = TellOfMachineAsync(stoppingToken);
            await kernel.Death.WaitAsync(stoppingToken);
            current = NewTurn();
            if (!life.ApplicationStopping.IsCancellationRequested)
                log.LogWarning("{Death}", (await kernel.Death).Report);
            return true;
        }
        catch (InvalidOperationException problem)
        {
            log.LogError("{Problem}", problem.Message);
            current.TrySetException(new KernelRefusedException(problem.Message));
            current = NewTurn();
            return false;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }

    // Once: the next kernel lives on the same machine.
    private async Task TellOfMachineAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (!machineIsTold && await MachineAsync(stoppingToken) is { GoneAround.Count: > 0 } machine)
                log.LogWarning("{Machine} {GoneAround}", machine.Sentence, string.Join("; ", machine.GoneAround));
            machineIsTold = true;
        }
        catch (Exception problem) when (problem is KernelRefusedException or OperationCanceledException or InvalidOperationException)
        {
            // The kernel ended before it could say: the next one is asked.
        }
    }

    private async Task<T> AskAsync<T>(Command command, CancellationToken cancellationToken)
        where T : Event
    {
        IKernel kernel = await current.Task.WaitAsync(cancellationToken);
        T? answer = null;
        CommandResult result = await kernel.RunAsync(command, e => answer = e as T ?? answer, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return result.Succeeded && answer is not null
            ? answer
            : throw new KernelRefusedException(result.Message ?? "The kernel did not answer. Try again.");
    }

    private static TaskCompletionSource<IKernel> NewTurn() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
