using System.Globalization;

namespace WhiteBoxLab.Web.Compute;

/// <summary>How much memory the machine has left for more kernels.</summary>
public static class MachineMemory
{
    private const double Least = 0.1;

    /// <summary>Whether less than a tenth of the machine's memory can still be had; never where the system does not tell.</summary>
    public static bool IsShort => File.Exists("/proc/meminfo") && IsShortIn(File.ReadLines("/proc/meminfo"));

    /// <summary>The same, of the lines that the system tells.</summary>
    /// <param name="lines">Such as <c>MemAvailable:   12345 kB</c>.</param>
    public static bool IsShortIn(IEnumerable<string> lines)
    {
        Dictionary<string, double> sizes = lines
            .Select(line => line.Split(':', 2))
            .Where(parts => parts.Length == 2)
            .ToDictionary(
                parts => parts[0],
                parts =>
                    double.TryParse(parts[1].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture, out double size)
                        ? size
                        : 0
            );
        return sizes.TryGetValue("MemAvailable", out double left) && sizes.TryGetValue("MemTotal", out double all) && left < Least * all;
    }
}
