namespace WhiteBoxLab.Web.Compute;

/// <summary>The kernel did not do what it was asked. The message is a finished sentence for the page.</summary>
/// <param name="message">What is in the way and what to do.</param>
public sealed class KernelRefusedException(string message) : Exception(message);
