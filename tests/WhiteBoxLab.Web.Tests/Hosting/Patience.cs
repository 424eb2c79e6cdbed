namespace WhiteBoxLab.Web.Tests;

/// <summary>How long a test waits for what has to come. It measures nothing: on the busiest machine only what hangs runs into it.</summary>
internal static class Patience
{
    public static readonly TimeSpan Long = TimeSpan.FromMinutes(3);
}
