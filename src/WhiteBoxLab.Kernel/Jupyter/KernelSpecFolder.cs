using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Jupyter;

/// <summary>The folder by which Jupyter finds the kernel.</summary>
internal static class KernelSpecFolder
{
    /// <summary>The kernel's name in Jupyter.</summary>
    public const string Name = "whiteboxlab";

    private static readonly JsonSerializerOptions Written = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes the folder.</summary>
    /// <param name="prefix">The root of an environment, such as <c>/usr/local</c> or a virtual environment; null for the user's own
    /// kernels.</param>
    /// <returns>The folder.</returns>
    public static string Write(string? prefix)
    {
        string folder = Path.Combine(
            prefix is null ? UserData() : Path.Combine(Path.GetFullPath(prefix), "share", "jupyter"),
            "kernels",
            Name
        );
        Directory.CreateDirectory(folder);
        KernelStart start = KernelStart.Here(AppContext.BaseDirectory, "jupyter", "-f", "{connection_file}");
        JsonObject spec = new()
        {
            ["argv"] = new JsonArray([.. start.Arguments.Prepend(start.FileName).Select(word => (JsonNode)word)]),
            ["display_name"] = "C# (WhiteBoxLab)",
            ["language"] = "C#",
            ["interrupt_mode"] = "message",
            ["metadata"] = new JsonObject { ["debugger"] = false },
        };
        File.WriteAllText(Path.Combine(folder, "kernel.json"), spec.ToJsonString(Written) + "\n");
        return folder;
    }

    private static string UserData()
    {
        if (Environment.GetEnvironmentVariable("JUPYTER_DATA_DIR") is { Length: > 0 } told)
            return told;
        if (OperatingSystem.IsWindows())
            return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "jupyter");
        return OperatingSystem.IsMacOS()
            ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), "Library", "Jupyter")
            : Path.Combine(
                Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
                "jupyter"
            );
    }
}
