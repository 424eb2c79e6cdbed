using Xunit.MicrosoftTestingPlatform;

namespace WhiteBoxLab.Tests;

/// <summary>
/// The tests, or the process in which <see cref="TrialProcess"/> tries a stand-in for libtorch: <c>trials NAME</c>; or what prints the
/// limits of full-size networks: <c>limits</c>.
/// </summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        if (args is ["trials", var standIn])
            return Trials(standIn);
        if (args is ["limits"])
            return Limits();
        return args.Any(a => a is "--server" or "--internal-msbuild-node")
            ? await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
            : await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);
    }

    private static int Limits()
    {
        FullSizeTests.PrintLimits();
        return 0;
    }

    private static int Trials(string standIn)
    {
        Console.Out.WriteLine("A native library may print a line of its own, which is no answer.");
        Machine.Try(Console.In, Console.Out, StandIns.ByName[standIn]);
        return 0;
    }
}
