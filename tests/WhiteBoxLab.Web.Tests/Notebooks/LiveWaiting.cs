using WhiteBoxLab.Web.Notebooks.Document;
using WhiteBoxLab.Web.Notebooks.Session;

namespace WhiteBoxLab.Web.Tests;

internal static class LiveWaiting
{
    /// <summary>Waits until something holds of a notebook.</summary>
    public static async Task UntilAsync(this LiveNotebook live, Func<NotebookState, bool> holds)
    {
        TaskCompletionSource arrived = new();
        void Look(NotebookNews? news)
        {
            if (holds(live.State))
                arrived.TrySetResult();
        }
        live.Happened += Look;
        Look(null);
        await arrived.Task.WaitAsync(Patience.Long, TestContext.Current.CancellationToken);
        live.Happened -= Look;
    }
}
