using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using WhiteBoxLab.Web.Hubs;

namespace WhiteBoxLab.Web.Tests;

/// <summary>A plain .NET client of the hub, which knows only the messages.</summary>
internal sealed class HubClient : IAsyncDisposable
{
    private readonly HubConnection connection;
    private readonly TaskCompletionSource<PushedCompletion> completed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource progressed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource mapped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim cells = new(0);

    private HubClient(HubConnection connection)
    {
        this.connection = connection;
        connection.On<PushedProgress>("MapProgressed", step =>
        {
            Progress.Enqueue(step);
            progressed.TrySetResult();
        });
        connection.On<PushedMap>("MapProduced", map =>
        {
            Maps.Enqueue(map);
            mapped.TrySetResult();
        });
        connection.On<PushedFailure>("MapFailed", Failures.Enqueue);
        connection.On<PushedCompletion>("RunCompleted", end => completed.TrySetResult(end));
        connection.On<PushedCell>("CellChanged", cell =>
        {
            Cells.Enqueue(cell);
            cells.Release();
        });
    }

    public ConcurrentQueue<PushedProgress> Progress { get; } = [];

    public ConcurrentQueue<PushedMap> Maps { get; } = [];

    public ConcurrentQueue<PushedFailure> Failures { get; } = [];

    public ConcurrentQueue<PushedCell> Cells { get; } = [];

    public static async Task<HubClient> ConnectAsync(Uri lab, bool messagePack, string token = Lab.Token)
    {
        IHubConnectionBuilder builder = new HubConnectionBuilder().WithUrl(new Uri(lab, "hubs/lab"), options =>
            options.AccessTokenProvider = () => Task.FromResult<string?>(token)
        );
        if (messagePack)
            builder.AddMessagePackProtocol();
        HubClient client = new(builder.Build());
        await client.connection.StartAsync(TestContext.Current.CancellationToken);
        return client;
    }

    public Task<T> AskAsync<T>(string method, params object?[] arguments) =>
        connection.InvokeCoreAsync<T>(method, arguments, TestContext.Current.CancellationToken);

    public Task DoAsync(string method, params object?[] arguments) =>
        connection.InvokeCoreAsync(method, arguments, TestContext.Current.CancellationToken);

    public Task<string> ExplainAsync(string photo, int? target, params string[] methods) =>
        AskAsync<string>("Explain", photo, null, target, methods, null);

    /// <summary>Waits until a map is being made.</summary>
    public Task ProgressAsync() => progressed.Task.WaitAsync(Patience.Long, TestContext.Current.CancellationToken);

    /// <summary>Waits until there is a map.</summary>
    public Task MapAsync() => mapped.Task.WaitAsync(Patience.Long, TestContext.Current.CancellationToken);

    /// <summary>Waits until a cell has changed.</summary>
    public async Task<PushedCell> CellAsync()
    {
        Assert.True(await cells.WaitAsync(Patience.Long, TestContext.Current.CancellationToken), "No cell has changed.");
        return Cells.TryDequeue(out PushedCell? cell) ? cell : throw new InvalidOperationException("Each has been counted.");
    }

    public Task<PushedCompletion> EndAsync() => completed.Task.WaitAsync(Patience.Long, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await connection.DisposeAsync();
        cells.Dispose();
    }
}
