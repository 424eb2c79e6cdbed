namespace WhiteBoxLab;

/// <summary>How Score-CAM weighs a channel by what the network says of the photo seen through it.</summary>
public enum ScoreCamWeighting
{
    /// <summary>The paper's: the gain in the class's probability over an empty picture, softmax over the channels.</summary>
    Paper,

    /// <summary>The authors' code: the class's probability itself, without a softmax; constant channels are left out.</summary>
    AuthorsCode,

    /// <summary>pytorch-grad-cam's: softmax over the channels of the score; masks are stretched corner to corner.</summary>
    PytorchGradCam,
}
