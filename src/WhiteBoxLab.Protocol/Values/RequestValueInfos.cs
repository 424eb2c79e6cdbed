namespace WhiteBoxLab.Protocol;

/// <summary>Asks for the list of variables. Answered by <see cref="ValueInfosProduced"/>.</summary>
/// <param name="MimeType">The form of each value. Defaults to <c>text/plain+summary</c>.</param>
public sealed record RequestValueInfos(string MimeType = "text/plain+summary") : Command;

/// <summary>The variables there are.</summary>
/// <param name="ValueInfos">The variables.</param>
public sealed record ValueInfosProduced(IReadOnlyList<KernelValueInfo> ValueInfos) : Event;

/// <summary>A variable.</summary>
/// <param name="TypeName">Its type's full name.</param>
/// <param name="Name">Its name.</param>
/// <param name="FormattedValue">Its value, short.</param>
/// <param name="PreferredMimeTypes">Forms it is best shown in.</param>
public sealed record KernelValueInfo(string TypeName, string Name, FormattedValue FormattedValue, IReadOnlyList<string> PreferredMimeTypes);
