using Microsoft.AspNetCore.SignalR;

namespace WhiteBoxLab.Web.SignIn;

/// <summary>Closes the connections of programs whose session ends while they are open.</summary>
/// <param name="sessions">The sessions that have ended.</param>
public sealed class EndedConnections(EndedSessions sessions) : IHubFilter
{
    /// <inheritdoc/>
    public Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        if (Visitor.SessionOf(context.Context.User) is { } session)
            Follow(context.Context, session);
        return next(context);
    }

    private void Follow(HubCallerContext connection, string session)
    {
        sessions.Ended += Close;
        connection.ConnectionAborted.Register(() => sessions.Ended -= Close);
        if (sessions.Has(session)) // since it was let in
            connection.Abort();

        void Close(string ended)
        {
            if (ended == session)
                connection.Abort();
        }
    }
}
