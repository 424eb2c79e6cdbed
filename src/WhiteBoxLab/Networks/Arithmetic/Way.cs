namespace WhiteBoxLab;

/// <summary>In which way an operation is computed by libtorch. In the order in which they are tried.</summary>
public enum Way
{
    /// <summary>As libtorch computes it when it is asked for it.</summary>
    Direct,

    /// <summary>With pictures and kernels laid out the other way: channels last, or channel by channel.</summary>
    OtherLayout,

    /// <summary>With zeros as further channels, up to a multiple of 16.</summary>
    PaddedChannels,

    /// <summary>As a matrix product over unfolded windows.</summary>
    Unfolded,

    /// <summary>In float64.</summary>
    Double,

    /// <summary>None is right: the operation is refused.</summary>
    None,
}
