using System.IO.Enumeration;
using System.Text.Json;

namespace WhiteBoxLab.Tests;

/// <summary>Reference cases that no method of ours makes, each with its reason: <c>left-out.json</c> beside the maps.</summary>
/// <param name="Method">The method as the reference files name it.</param>
/// <param name="Cases">Which of its cases, as a pattern over NETWORK/LIBRARY/ID. Defaults to all.</param>
/// <param name="Why">The reason, in a sentence.</param>
public sealed record LeftOut(string Method, string Why, string Cases = "*")
{
    private static readonly JsonSerializerOptions Names = new(JsonSerializerDefaults.Web);

    public static IReadOnlyList<LeftOut> All { get; } =
        JsonSerializer.Deserialize<LeftOut[]>(File.ReadAllText(Path.Combine(TestData.OfRepository, "maps", "left-out.json")), Names)!;

    public bool Holds(ReferenceCase reference) =>
        Method == reference.Method && FileSystemName.MatchesSimpleExpression(Cases, reference.Name, ignoreCase: false);
}
