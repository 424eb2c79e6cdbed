namespace WhiteBoxLab.Web.Settings;

/// <summary>Whether kernels of notebooks are wanted in sandboxes.</summary>
public enum SandboxWish
{
    /// <summary>In none.</summary>
    Off,

    /// <summary>Where this machine can make one.</summary>
    Auto,

    /// <summary>In one, or else the lab does not open.</summary>
    On,
}
