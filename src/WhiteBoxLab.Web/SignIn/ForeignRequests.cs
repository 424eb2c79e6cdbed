namespace WhiteBoxLab.Web.SignIn;

/// <summary>
/// Refuses requests under a foreign name, and requests that a foreign page makes (websockets too, which browsers let any page open).
/// </summary>
/// <param name="next">The rest of the pipeline.</param>
/// <param name="hosts">The names the lab answers to.</param>
public sealed class ForeignRequests(RequestDelegate next, LabHosts hosts)
{
    /// <summary>Lets a request through, or answers 400 (name) or 403 (origin) with a sentence.</summary>
    /// <param name="context">The request.</param>
    public Task InvokeAsync(HttpContext context)
    {
        if (!hosts.Knows(context.Request.Host.Host))
            return RefuseAsync(
                context,
                StatusCodes.Status400BadRequest,
                "The lab does not answer to this name. Open it under the address it printed, or add the name to the setting Lab:Hosts."
            );
        if (!LabHosts.IsOwnOrigin(context.Request))
            return RefuseAsync(context, StatusCodes.Status403Forbidden, "The lab answers its own pages only.");
        return next(context);
    }

    private static Task RefuseAsync(HttpContext context, int status, string sentence)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(sentence);
    }
}
