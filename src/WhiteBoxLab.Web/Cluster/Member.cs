namespace WhiteBoxLab.Web.Cluster;

/// <summary>A web process of this lab, as the file of the cluster's members has it.</summary>
/// <param name="Address">Its silo's address.</param>
/// <param name="Status">How it stands.</param>
/// <param name="SiloName">Its silo's name.</param>
/// <param name="HostName">Its machine's name.</param>
/// <param name="Started">When it was started.</param>
/// <param name="Alive">When it last said that it lives.</param>
/// <param name="Suspects">Who has not heard of it, and when.</param>
internal sealed record Member(
    string Address,
    SiloStatus Status,
    string SiloName,
    string HostName,
    DateTime Started,
    DateTime Alive,
    IReadOnlyList<Suspicion> Suspects
)
{
    /// <summary>The name of the file that it holds while it lives.</summary>
    public static string FileOf(string address) => $"{address.Replace(':', '-').Replace('@', '-')}.lives";

    /// <summary>From Orleans' form.</summary>
    public static Member Of(MembershipEntry entry) =>
        new(
            entry.SiloAddress.ToParsableString(),
            entry.Status,
            entry.SiloName,
            entry.HostName,
            entry.StartTime,
            entry.IAmAliveTime,
            [.. (entry.SuspectTimes ?? []).Select(one => new Suspicion(one.Item1.ToParsableString(), one.Item2))]
        );

    /// <summary>In Orleans' form.</summary>
    public MembershipEntry ToEntry() =>
        new()
        {
            SiloAddress = SiloAddress.FromParsableString(Address),
            Status = Status,
            SiloName = SiloName,
            HostName = HostName,
            StartTime = Started,
            IAmAliveTime = Alive,
            SuspectTimes = [.. Suspects.Select(one => Tuple.Create(SiloAddress.FromParsableString(one.By), one.At))],
        };
}

/// <summary>That a member has not heard of another.</summary>
/// <param name="By">The member's address.</param>
/// <param name="At">When.</param>
internal sealed record Suspicion(string By, DateTime At);
