using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Magics;

/// <summary><c>#!value --name NAME</c>: keeps the text behind it, a file's, or what an address gives, under a name.</summary>
internal sealed class ValueMagic : Magic
{
    public override string Name => "#!value";

    public override string Help =>
        "Keep what follows as text: #!value --name NAME [--from-file FILE | --from-url ADDRESS] [--mime-type TYPE].";

    public override async Task RunAsync(MagicCall call)
    {
        MagicArguments arguments = call.Arguments("--name", "--from-file", "--from-url", "--mime-type");
        string name = arguments.Required("--name"),
            type = arguments["--mime-type"] ?? "text/plain";
        if (arguments["--from-file"] is { } file)
            Keep(await File.ReadAllTextAsync(Path.GetFullPath(file), call.Run.Command.Cancelled).ConfigureAwait(true));
        else if (arguments["--from-url"] is { } address)
            Keep(await FetchAsync(address, call.Run.Command.Cancelled).ConfigureAwait(true));
        else
            call.Run.ForValue = Keep;

        void Keep(string text)
        {
            call.Context.Values.Keep(name, new FormattedValue(type, text));
            if (arguments["--mime-type"] is not null)
                call.Show(new FormattedValue(type, text));
        }
    }

    private static async Task<string> FetchAsync(string address, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out Uri? from) || from.Scheme is not ("http" or "https"))
            throw new InvalidOperationException(
                $"'{address}' is no address of the web. --from-url takes http:// and https://; for a file there is --from-file."
            );
        using HttpClient client = new();
        try
        {
            return await client.GetStringAsync(from, cancellationToken).ConfigureAwait(true);
        }
        catch (HttpRequestException exception)
        {
            throw new InvalidOperationException($"'{address}' could not be fetched: {exception.Message}", exception);
        }
    }
}
