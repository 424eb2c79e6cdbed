using System.Diagnostics;

namespace WhiteBoxLab.Benchmark;

/// <summary>
/// Runs the benchmark as the lab runs its kernels: threads that wait sleep instead of spinning. libgomp reads the variables when it is
/// loaded, so the program starts itself once more with them.
/// </summary>
internal static class PassiveThreads
{
    internal static int? StartedAgain(string[] args)
    {
        if (!OperatingSystem.IsLinux() || Environment.GetEnvironmentVariable("OMP_WAIT_POLICY") is not null)
            return null;
        ProcessStartInfo again = new(Environment.ProcessPath!)
        {
            Environment = { ["OMP_WAIT_POLICY"] = "passive", ["GOMP_SPINCOUNT"] = "0" },
        };
        if (Path.GetFileNameWithoutExtension(again.FileName) == "dotnet")
            again.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        foreach (string arg in args)
            again.ArgumentList.Add(arg);
        using Process process = Process.Start(again)!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
