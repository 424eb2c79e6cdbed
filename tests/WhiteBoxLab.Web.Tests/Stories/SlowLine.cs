using Microsoft.Playwright;

namespace WhiteBoxLab.Web.Tests;

/// <summary>A line to the server on which every message of a circuit takes its time, both ways, in order.</summary>
public sealed class SlowLine(TimeSpan delay)
{
    public Task SlowAsync(IPage page) => page.RouteWebSocketAsync("**/_blazor*", line =>
        {
            IWebSocketRoute server = line.ConnectToServer();
            line.OnMessage(Later(server));
            server.OnMessage(Later(line));
        });

    private Action<IWebSocketFrame> Later(IWebSocketRoute to)
    {
        Task last = Task.CompletedTask;
        return frame =>
        {
            Task before = last,
                due = Task.Delay(delay);
            last = SendAsync(before, due, to, frame);
        };
    }

    private static async Task SendAsync(Task before, Task due, IWebSocketRoute to, IWebSocketFrame frame)
    {
        await Task.WhenAll(before, due);
        if (frame.Binary is { } bytes)
            to.Send(bytes);
        else
            to.Send(frame.Text!); // one of the two
    }
}
