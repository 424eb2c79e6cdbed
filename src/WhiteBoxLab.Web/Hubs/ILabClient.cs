namespace WhiteBoxLab.Web.Hubs;

/// <summary>What the hub <c>/hubs/lab</c> tells its clients.</summary>
public interface ILabClient
{
    /// <summary>A map is being made.</summary>
    /// <param name="progress">How far it is; with the map so far for methods that refine.</param>
    Task MapProgressed(PushedProgress progress);

    /// <summary>A map is ready.</summary>
    /// <param name="map">The map with its values.</param>
    Task MapProduced(PushedMap map);

    /// <summary>A map will not come.</summary>
    /// <param name="failure">Why.</param>
    Task MapFailed(PushedFailure failure);

    /// <summary>Nothing more comes of a run by itself.</summary>
    /// <param name="completion">How it stands.</param>
    Task RunCompleted(PushedCompletion completion);

    /// <summary>Something changed in a notebook.</summary>
    /// <param name="change">The cell as it is now.</param>
    Task CellChanged(PushedCell change);
}
