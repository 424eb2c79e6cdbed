using WhiteBoxLab.Kernel.Cells;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Magics;

/// <summary><c>#!set --name NAME --value VALUE</c>: makes a variable of a text, of an answer, or of what another kernel keeps.</summary>
internal sealed class SetMagic : Magic
{
    public override string Name => "#!set";

    public override string Help =>
        "Make a variable: #!set --name NAME --value VALUE; VALUE may be @input:\"question\", @password:\"question\" or @value:NAME.";

    public override async Task RunAsync(MagicCall call)
    {
        MagicArguments arguments = call.Arguments("--name", "--value", "--mime-type");
        string name = arguments.Required("--name"),
            value = arguments.Required("--value");
        if (value.Split(':', 2) is [['@', .. var kernel], var other] && CellSegments.Kernels.GetValueOrDefault(kernel) == "csharp")
            call.Context.Cells.CopyVariable(name, other);
        else
            call.Context.Cells.SetVariable(name, await ValueAsync(call, value, arguments["--mime-type"]).ConfigureAwait(true));
    }

    private static async Task<object?> ValueAsync(MagicCall call, string value, string? mimeType)
    {
        if (value is not ['@', .. var source] || source.Split(':', 2) is not [var kernel, var name])
            return SentValue.Of(new FormattedValue(mimeType ?? "text/plain", value));
        return kernel switch
        {
            "input" => await call
                .Context.Input.AskAsync(call.Run.Command, name.Trim('"'), isPassword: false, "--value")
                .ConfigureAwait(true),
            "password" => new PasswordString(
                await call.Context.Input.AskAsync(call.Run.Command, name.Trim('"'), isPassword: true, "--value").ConfigureAwait(true)
            ),
            "value" => SentValue.Of(call.Context.Values.Get(name)),
            _ => throw new InvalidOperationException(
                $"There is no kernel '{kernel}' to take '{name}' from. There is value and csharp, and @input and @password ask."
            ),
        };
    }
}
