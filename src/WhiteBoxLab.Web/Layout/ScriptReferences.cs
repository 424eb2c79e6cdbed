using Microsoft.JSInterop;

namespace WhiteBoxLab.Web.Layout;

/// <summary>What every component does with its references into the browser.</summary>
internal static class ScriptReferences
{
    /// <summary>Lets a reference go, also when the browser has already gone.</summary>
    /// <param name="reference">The reference, or null.</param>
    internal static async ValueTask LetGoAsync(this IJSObjectReference? reference)
    {
        try
        {
            if (reference is not null)
                await reference.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // Nothing is left over there.
        }
    }

    /// <summary>Calls into the browser; a page that is gone, or a script that fails, must not end the circuit.</summary>
    /// <param name="reference">The module or object.</param>
    /// <param name="method">The function.</param>
    /// <param name="arguments">Its arguments.</param>
    internal static async ValueTask TryAsync(this IJSObjectReference? reference, string method, params object?[] arguments)
    {
        try
        {
            if (reference is not null)
                await reference.InvokeVoidAsync(method, arguments);
        }
        catch (Exception problem)
            when (problem is JSException or JSDisconnectedException or TaskCanceledException or ObjectDisposedException)
        {
            // The picture on the page is not worth a circuit.
        }
    }
}
