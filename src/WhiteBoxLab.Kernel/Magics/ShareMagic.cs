using WhiteBoxLab.Kernel.Cells;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Magics;

/// <summary><c>#!share --from KERNEL NAME</c>: makes a variable of what another kernel keeps.</summary>
internal sealed class ShareMagic : Magic
{
    public override string Name => "#!share";

    public override string Help =>
        "Make a variable of what another kernel keeps: #!share --from value NAME [--as NAME] [--mime-type TYPE].";

    public override Task RunAsync(MagicCall call)
    {
        MagicArguments arguments = call.Arguments("--from", "--as", "--mime-type");
        if (arguments.Words is not [var name])
            throw new InvalidOperationException("#!share needs one name: #!share --from value NAME.");
        string kernel = arguments.Required("--from");
        FormattedValue kept =
            kernel == "value"
                ? call.Context.Values.Get(name)
                : throw new InvalidOperationException($"There is no kernel '{kernel}' that keeps values for C#. There is value.");
        call.Context.Cells.SetVariable(
            arguments["--as"] ?? name,
            SentValue.Of(arguments["--mime-type"] is { } type ? kept with { MimeType = type } : kept)
        );
        return Task.CompletedTask;
    }
}
