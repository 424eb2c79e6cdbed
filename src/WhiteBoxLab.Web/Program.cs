using Microsoft.AspNetCore.Connections;
using WhiteBoxLab.Web.Hosting;
using WhiteBoxLab.Web.Settings;

try
{
    await LabApp.Build(args).RunAsync();
    return 0;
}
catch (LabCannotOpenException problem)
{
    await Console.Error.WriteLineAsync(problem.Message);
    return 2;
}
catch (IOException problem) when (problem.InnerException is AddressInUseException)
{
    await Console.Error.WriteLineAsync(
        $"{problem.Message} Another program, perhaps another lab, listens there. Leave --urls out, and a free port is chosen."
    );
    return 2;
}
