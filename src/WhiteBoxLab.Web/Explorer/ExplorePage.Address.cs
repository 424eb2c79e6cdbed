using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace WhiteBoxLab.Web.Explorer;

// What the address says beside photo and network: the way back, the way forward and a reload bring it.
public sealed partial class ExplorePage
{
    private string? begunWith;

    /// <summary>The class that the address names; null where it names none that the network has.</summary>
    private int? TargetAsked =>
        int.TryParse(TargetText, NumberStyles.None, CultureInfo.InvariantCulture, out int target)
        && target < (state.Network?.Classes ?? int.MaxValue)
            ? target
            : null;

    private void ChooseTarget(int target)
    {
        state.Target = target;
        if (target != TargetAsked)
            Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("target", target));
    }

    // Without a class in the address it is the run's, or the most probable one.
    private void TakeTarget()
    {
        state.Target = TargetAsked ?? (RunId is null ? null : state.Run?.State.Target);
        if (!string.IsNullOrEmpty(TargetText) && TargetAsked is null && state.Network is { } network)
            problem = $"There is no class '{TargetText}'. {network.Name} has the classes 0 to {network.Classes - 1}.";
    }

    private void TakeMethod()
    {
        if (MethodAsked == begunWith || state.Catalogue is not { } catalogue)
            return;
        begunWith = MethodAsked;
        if (MethodAsked is null)
            return;
        if (catalogue.Methods.FirstOrDefault(method => method.Id == MethodAsked) is not { } card)
            problem = $"There is no method '{MethodAsked}'. Choose one from the list.";
        else if (state.Network?.Obstacles.GetValueOrDefault(card.Id) is { } obstacle)
            problem = obstacle;
        else
            state.Choose([card]);
    }
}
