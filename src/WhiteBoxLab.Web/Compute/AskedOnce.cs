namespace WhiteBoxLab.Web.Compute;

/// <summary>Answers that stay the same: each is asked for once, and again only where that failed.</summary>
/// <typeparam name="T">What is answered.</typeparam>
internal sealed class AskedOnce<T>
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Task<T>> asked = new(StringComparer.Ordinal);

    /// <summary>The answer.</summary>
    /// <param name="ask">Asks for it.</param>
    /// <param name="about">What it is about, where there are several. Defaults to nothing.</param>
    public Task<T> Of(Func<Task<T>> ask, string about = "")
    {
        lock (gate)
        {
            if (!asked.TryGetValue(about, out Task<T>? answer) || answer.IsFaulted || answer.IsCanceled)
                asked[about] = answer = ask();
            return answer;
        }
    }
}
