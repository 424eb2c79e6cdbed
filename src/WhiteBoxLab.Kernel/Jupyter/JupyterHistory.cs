using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace WhiteBoxLab.Kernel.Jupyter;

/// <summary>The cells that ran in this session.</summary>
internal sealed class JupyterHistory
{
    private const int Session = 1;

    private readonly List<(int Number, string Code)> all = [];

    public void Add(int number, string code)
    {
        lock (all)
            all.Add((number, code));
    }

    /// <summary>Answers a <c>history_request</c>.</summary>
    public JsonObject Answer(JupyterMessage request)
    {
        (int Number, string Code)[] known;
        lock (all)
            known = [.. all];
        IEnumerable<(int Number, string Code)> found = request.Text("hist_access_type") switch
        {
            "range" => known.Where(one => one.Number >= request.Number("start", 0) && one.Number < request.Number("stop", int.MaxValue)),
            "search" => Once(known.Where(one => Glob(request.Text("pattern")).IsMatch(one.Code)), request.Flag("unique", false))
                .TakeLast(request.Number("n", int.MaxValue)),
            _ => known.TakeLast(request.Number("n", int.MaxValue)),
        };
        return new JsonObject
        {
            ["status"] = "ok",
            ["history"] = new JsonArray([.. found.Select(one => (JsonNode)Line(one, request.Flag("output", false)))]),
        };
    }

    // Of equal ones the last.
    private static IEnumerable<(int Number, string Code)> Once(IEnumerable<(int Number, string Code)> all, bool unique) =>
        unique ? all.Reverse().DistinctBy(one => one.Code).Reverse() : all;

    private static JsonArray Line((int Number, string Code) one, bool withOutput) =>
        new(Session, one.Number, withOutput ? new JsonArray(one.Code, null) : one.Code);

    // * and ? as in names of files.
    private static Regex Glob(string pattern) =>
        new(
            "^"
                + Regex
                    .Escape(pattern.Length == 0 ? "*" : pattern)
                    .Replace("\\*", ".*", StringComparison.Ordinal)
                    .Replace("\\?", ".", StringComparison.Ordinal)
                + "$",
            RegexOptions.Singleline
        );
}
