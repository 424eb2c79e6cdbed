using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel;

/// <summary><c>#!value --name NAME</c>: keeps the text behind it, or a file's, under a name.</summary>
internal sealed class ValueMagic : Magic
{
    public override string Name => "#!value";

    public override string Help => "Keep what follows as text: #!value --name NAME [--from-file FILE] [--mime-type TYPE].";

    public override async Task RunAsync(MagicCall call)
    {
        MagicArguments arguments = call.Arguments("--name", "--from-file", "--mime-type");
        string name = arguments.Required("--name"), type = arguments["--mime-type"] ?? "text/plain";
        if (arguments["--from-file"] is { } file)
            Keep(await File.ReadAllTextAsync(Path.GetFullPath(file), call.Run.Command.Cancelled).ConfigureAwait(true));
        else
            call.Run.ForValue = Keep;

        void Keep(string text)
        {
            call.Room.Values.Keep(name, new FormattedValue(type, text));
            if (arguments["--mime-type"] is not null)
                call.Show(new FormattedValue(type, text));
        }
    }
}
