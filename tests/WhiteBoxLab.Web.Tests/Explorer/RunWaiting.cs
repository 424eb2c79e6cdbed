using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Explorer.Runs;

namespace WhiteBoxLab.Web.Tests;

internal static class RunWaiting
{
    /// <summary>Waits until something holds of a run.</summary>
    public static async Task UntilAsync(this RunSession session, Func<Run, bool> holds)
    {
        TaskCompletionSource arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
        session.Changed += Look;
        Look(session.State, null);
        await arrived.Task.WaitAsync(Patience.Long, TestContext.Current.CancellationToken);
        session.Changed -= Look;

        void Look(Run run, Event? e)
        {
            if (holds(run))
                arrived.TrySetResult();
        }
    }

    /// <summary>What a kernel says of a map that it has made.</summary>
    public static Event Made(this FakeCommand explain, int map, string? values = null)
    {
        MethodChoice choice = explain.Of<Explain>().Choices[map];
        return new MapProduced(choice.Id, FakeExplorer.Map(choice.Method, values));
    }
}
