namespace WhiteBoxLab.Kernel.Verbs;

/// <summary>How the program ends, for scripts.</summary>
internal static class ExitCode
{
    public const int Done = 0,
        Failed = 1,
        BadArguments = 2,
        BadInput = 3,
        Cancelled = 130;

    /// <summary>The same for people.</summary>
    public const string Help = """
        Exit codes:
          0    done
          1    an explanation failed
          2    the arguments make no sense
          3    an input, a network or an output file cannot be read or written
          130  cancelled with Ctrl-C
        """;
}
