using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace WhiteBoxLab.Web.SignIn;

/// <summary>Lets an open page do nothing any more once somebody has signed out of its session.</summary>
/// <param name="visitor">Who opened the page.</param>
/// <param name="sessions">The sessions that have ended.</param>
public sealed class EndedCircuits(AuthenticationStateProvider visitor, EndedSessions sessions) : CircuitHandler
{
    /// <inheritdoc/>
    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(
        Func<CircuitInboundActivityContext, Task> next
    ) =>
        async context =>
        {
            AuthenticationState state = await visitor.GetAuthenticationStateAsync();
            if (Visitor.SessionOf(state.User) is not { } session || !sessions.Has(session))
                await next(context);
        };
}
