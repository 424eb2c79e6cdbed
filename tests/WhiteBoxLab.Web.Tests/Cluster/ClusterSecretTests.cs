using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using WhiteBoxLab.Web.Cluster;

namespace WhiteBoxLab.Web.Tests;

public sealed class ClusterSecretTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("whiteboxlab-").FullName;
    private int greeted;

    [Fact]
    public async Task Two_who_know_the_secret_talk()
    {
        (DefaultConnectionContext one, DefaultConnectionContext other) = Pair();
        await Task.WhenAll(GreetAsync("a", one, asks: true), GreetAsync("a", other, asks: false));

        Assert.Equal(2, greeted);
    }

    [Fact]
    public async Task Who_knows_another_secret_is_turned_away()
    {
        (DefaultConnectionContext one, DefaultConnectionContext other) = Pair();
        await Task.WhenAll(GreetAsync("a", one, asks: true), GreetAsync("b", other, asks: false));

        Assert.Equal(0, greeted);
    }

    [Fact]
    public async Task Who_only_sends_back_what_it_hears_is_turned_away()
    {
        Pipe echo = new();
        Duplex back = new(echo.Reader, echo.Writer);
        await GreetAsync("a", new DefaultConnectionContext("echo", back, back), asks: false);

        Assert.Equal(0, greeted);
    }

    [Fact]
    public async Task Who_hangs_up_is_turned_away()
    {
        (DefaultConnectionContext one, DefaultConnectionContext other) = Pair();
        await other.Transport.Output.CompleteAsync();
        await GreetAsync("a", one, asks: false);

        Assert.Equal(0, greeted);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private Task GreetAsync(string lab, ConnectionContext connection, bool asks) =>
        new ClusterSecret(Path.Combine(folder, lab)).GreetAsync(connection, Count, asks);

    private Task Count(ConnectionContext connection)
    {
        Interlocked.Increment(ref greeted);
        return Task.CompletedTask;
    }

    private static (DefaultConnectionContext One, DefaultConnectionContext Other) Pair()
    {
        Pipe there = new(),
            back = new();
        Duplex one = new(back.Reader, there.Writer),
            other = new(there.Reader, back.Writer);
        return (new DefaultConnectionContext("one", one, other), new DefaultConnectionContext("other", other, one));
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
