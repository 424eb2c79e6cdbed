using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace WhiteBoxLab;

/// <summary>Versions of the native libraries, from libtorch's own description of itself.</summary>
internal static partial class Libraries
{
    private static readonly Lazy<string> Description = new(Described);

    internal static string Libtorch =>
        Version("TORCH_VERSION=") ?? $"of TorchSharp {typeof(torch).Assembly.GetName().Version?.ToString(3)}";

    internal static string OneDnn => Version("(?:MKL-DNN|oneDNN) v") ?? "unknown";

    /// <summary>All that can be found out.</summary>
    internal static string All => $"TorchSharp {typeof(torch).Assembly.GetName().Version}, libtorch {Libtorch}, oneDNN {OneDnn}";

    private static string? Version(string before) =>
        Regex.Match(Description.Value, before + @"([0-9]+(?:\.[0-9]+)+)") is { Success: true } found ? found.Groups[1].Value : null;

    /// <summary>
    /// TorchSharp has no way to ask; the C++ function returns a string by a hidden first argument, so on this kind of system alone.
    /// </summary>
    private static unsafe string Described()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
            return "";
        try
        {
            _ = get_num_threads(); // loads libtorch
            nint* text = stackalloc nint[4];
            ShowConfig(text);
            string described = Marshal.PtrToStringUTF8(text[0], (int)text[1]);
            return described;
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            return "";
        }
    }

    [LibraryImport("libtorch_cpu", EntryPoint = "_ZN2at11show_configB5cxx11Ev")]
    private static unsafe partial nint ShowConfig(nint* text);
}
