namespace WhiteBoxLab.Kernel.Magics;

/// <summary>The languages of Polyglot Notebooks that this kernel does not run.</summary>
internal static class OtherLanguages
{
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "fsharp",
        "f#",
        "vb",
        "pwsh",
        "powershell",
        "javascript",
        "js",
        "sql",
        "kql",
        "http",
        "python",
        "r",
        "bash",
        "java",
        "typescript",
    };

    /// <summary>Whether it is one of them.</summary>
    public static bool IsOne(string name) => Names.Contains(name);
}
