namespace WhiteBoxLab;

/// <summary>
/// A network that cannot be: a layer whose inputs do not fit, a file that is broken, a cycle. The message names the layer and the sizes.
/// </summary>
/// <param name="message">A finished sentence.</param>
/// <param name="inner">What lies behind it, if anything.</param>
public sealed class NetworkException(string message, Exception? inner = null) : Exception(message, inner);
