using System.Security.Cryptography;
using System.Text;

namespace WhiteBoxLab;

/// <summary>The processor as far as libtorch's choice of code depends on it.</summary>
/// <param name="Name">For people.</param>
/// <param name="Features">What it can do and how its caches lie, one line each: two machines with the same lines are taken to compute
/// alike.</param>
internal sealed record Processor(string Name, IReadOnlyList<string> Features)
{
    private static readonly string[] Telling =
    [
        "vendor_id",
        "cpu family",
        "model",
        "model name",
        "stepping",
        "flags",
        "Features",
        "CPU implementer",
        "CPU part",
    ];

    private static readonly string[] Settings =
    [
        "ONEDNN_MAX_CPU_ISA",
        "DNNL_MAX_CPU_ISA",
        "ATEN_CPU_CAPABILITY",
        "MKL_ENABLE_INSTRUCTIONS",
        "MKL_CBWR",
        "ONEDNN_DEFAULT_FPMATH_MODE",
    ];

    /// <summary>The one that this process runs on.</summary>
    internal static Processor Here { get; } = Read();

    /// <summary>A short name for <see cref="Features"/> and a version of the libraries.</summary>
    internal string Key(string versions) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Features.Append(versions)))), 0, 8);

    private static Processor Read()
    {
        string[] described =
        [
            .. Lines("/proc/cpuinfo").TakeWhile(l => l.Length > 0).Where(l => Telling.Contains(l.Split('\t', ':')[0].Trim())),
        ];
        string name = described.FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim()
            ?? System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture.ToString();
        IEnumerable<string> settings = Settings
            .Select(s => (s, Environment.GetEnvironmentVariable(s)))
            .Where(s => s.Item2 is { Length: > 0 })
            .Select(s => $"{s.s}={s.Item2}");
        return new(name, [.. described, .. Caches(), .. settings, $"cores {Environment.ProcessorCount}"]);
    }

    private static IEnumerable<string> Caches()
    {
        const string Folder = "/sys/devices/system/cpu/cpu0/cache";
        return Directory.Exists(Folder)
            ? Directory
                .GetDirectories(Folder, "index*")
                .Order(StringComparer.Ordinal)
                .Select(c =>
                    string.Join(' ', ((string[])["level", "type", "size", "shared_cpu_list"]).SelectMany(f => Lines(Path.Combine(c, f))))
                )
            : ["no caches shown"];
    }

    private static string[] Lines(string file)
    {
        try
        {
            return File.Exists(file) ? File.ReadAllLines(file) : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
