using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;
using WhiteBoxLab.Web.Notebooks.Page;

namespace WhiteBoxLab.Web.Tests;

/// <summary>A page without a browser, in a lab with fake kernels.</summary>
internal sealed class PageContext : BunitContext
{
    /// <param name="lab">The lab.</param>
    public PageContext(FakeLab lab)
    {
        Services.AddMudServices();
        Services.AddScoped<CellClipboard>();
        Services.AddFallbackServiceProvider(lab.Services);
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        JSInterop.Mode = JSRuntimeMode.Loose;
        BunitJSModuleInterop module = JSInterop.SetupModule(_ => true);
        module.Mode = JSRuntimeMode.Loose;
        module.Setup<NotebookScripts.Unsaved[]>(_ => true).SetResult([]);
        module.SetupModule(_ => true).Mode = JSRuntimeMode.Loose;
        Menus = Render<MudPopoverProvider>();
        Dialogs = Render<MudDialogProvider>();
    }

    /// <summary>The call of a function of the browser's modules, which there was once.</summary>
    public JSRuntimeInvocation Told(string function) => JSInterop.Invocations[function].Single();

    /// <summary>Where menus are shown.</summary>
    public IRenderedComponent<MudPopoverProvider> Menus { get; }

    /// <summary>Where dialogs are shown.</summary>
    public IRenderedComponent<MudDialogProvider> Dialogs { get; }
}

internal static class PageWaiting
{
    /// <summary>Waits until something holds of what is shown.</summary>
    public static void Until<T>(this IRenderedComponent<T> shown, Action<IRenderedComponent<T>> holds)
        where T : IComponent => shown.WaitForAssertion(() => holds(shown), Patience.Long);

    /// <summary>Does something to what is shown, while nothing is drawn anew.</summary>
    public static Task DoAsync<T>(this IRenderedComponent<T> shown, Action<IRenderedComponent<T>> act)
        where T : IComponent => shown.InvokeAsync(() => act(shown));

    /// <summary>The button of some words.</summary>
    public static AngleSharp.Dom.IElement Button<T>(this IRenderedComponent<T> shown, string words)
        where T : IComponent =>
        shown.FindAll("button").First(button => button.TextContent.Trim().StartsWith(words, StringComparison.Ordinal));
}
