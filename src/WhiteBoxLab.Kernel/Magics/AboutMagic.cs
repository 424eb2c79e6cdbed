using System.Net;
using System.Reflection;
using System.Runtime.InteropServices;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Magics;

/// <summary><c>#!about</c>: what runs the cells, and in which versions.</summary>
internal sealed class AboutMagic : Magic
{
    private static readonly Type[] Parts =
    [
        typeof(Network),
        typeof(TorchSharp.torch),
        typeof(SkiaSharp.SKBitmap),
        typeof(Microsoft.CodeAnalysis.CSharp.CSharpCompilation),
    ];

    public override string Name => "#!about";

    public override string Help => "Say what runs the cells, and in which versions.";

    public override Task RunAsync(MagicCall call)
    {
        call.Arguments();
        string[] lines =
        [
            "C# of WhiteBoxLab",
            $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}",
            .. Parts.Select(Line),
        ];
        string html = string.Concat(lines.Skip(1).Select(line => $"<li>{WebUtility.HtmlEncode(line)}</li>"));
        call.Show(
            new FormattedValue("text/html", $"<div><b>{lines[0]}</b><ul>{html}</ul></div>"),
            new FormattedValue("text/plain", string.Join('\n', lines))
        );
        return Task.CompletedTask;
    }

    private static string Line(Type part) => $"{part.Assembly.GetName().Name} {VersionOf(part.Assembly)}";

    private static string VersionOf(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
        ?? assembly.GetName().Version?.ToString()
        ?? "";
}
