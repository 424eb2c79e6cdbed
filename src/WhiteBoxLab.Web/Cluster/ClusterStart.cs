namespace WhiteBoxLab.Web.Cluster;

/// <summary>When the distributed engine is up: it starts beside the web server, which may be asked first.</summary>
public sealed class ClusterStart
{
    /// <summary>Waits for the app's start.</summary>
    /// <param name="lifetime">The app's.</param>
    public ClusterStart(IHostApplicationLifetime lifetime)
    {
        TaskCompletionSource up = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lifetime.ApplicationStarted.Register(up.SetResult);
        Up = up.Task;
    }

    /// <summary>Completes when grains can be called.</summary>
    public Task Up { get; }
}
