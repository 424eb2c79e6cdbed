using System.Diagnostics;
using System.Globalization;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Magics;

/// <summary><c>#!time</c>: says how long the code behind it took.</summary>
internal sealed class TimeMagic : Magic
{
    public override string Name => "#!time";

    public override string Help => "Say how long the code that follows takes.";

    public override Task RunAsync(MagicCall call)
    {
        call.Arguments();
        long begin = Stopwatch.GetTimestamp();
        call.Run.AfterPart = () =>
            call.Show(
                new FormattedValue(
                    "text/plain",
                    string.Create(CultureInfo.InvariantCulture, $"Wall time: {Stopwatch.GetElapsedTime(begin).TotalMilliseconds}ms")
                )
            );
        return Task.CompletedTask;
    }
}
