using Microsoft.AspNetCore.Http.HttpResults;
using WhiteBoxLab.Web.Compute;

namespace WhiteBoxLab.Web.Start;

/// <summary>The parts of Help that wait for the kernel: the page asks for them once it stands.</summary>
public static class HelpParts
{
    /// <summary>Maps <c>GET /help/library?find=WORDS</c> and <c>GET /help/machine</c>, each a piece of the page.</summary>
    /// <param name="app">The app.</param>
    public static void MapHelp(this WebApplication app)
    {
        app.MapGet("/help/library", LibraryAsync);
        app.MapGet("/help/machine", MachineAsync);
    }

    private static async Task<RazorComponentResult<ApiFound>> LibraryAsync(string? find, ExplorerKernel kernel, CancellationToken ended)
    {
        try
        {
            return new(new { Search = new ApiSearch((await kernel.ApiAsync(ended)).Members), Text = find });
        }
        catch (KernelRefusedException refused)
        {
            return new(new { Text = find, Refusal = refused.Message });
        }
    }

    private static async Task<RazorComponentResult<HelpMachine>> MachineAsync(ExplorerKernel kernel, CancellationToken ended)
    {
        try
        {
            return new(new { Machine = await kernel.MachineAsync(ended) });
        }
        catch (KernelRefusedException refused)
        {
            return new(new { Refusal = refused.Message });
        }
    }
}
