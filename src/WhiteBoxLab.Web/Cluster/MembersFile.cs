using System.Text.Json;

namespace WhiteBoxLab.Web.Cluster;

/// <summary>
/// The members of the cluster in a file of the data folder. Each holds a file of its own while it lives; whoever reads the list takes down
/// those that hold theirs no more, so that a process that was killed is known to be gone as soon as somebody looks.
/// </summary>
/// <param name="folder">Where the files lie.</param>
/// <param name="own">This process's address.</param>
internal sealed class MembersFile(string folder, SiloAddress own) : IMembershipTable, IDisposable
{
    private readonly string list = Path.Combine(folder, "members.json");
    private FileStream? life;

    private sealed record Members(int Version, IReadOnlyList<Member> All)
    {
        public static Members None { get; } = new(0, []);

        public TableVersion Table() => new(Version, Version.ToString(System.Globalization.CultureInfo.InvariantCulture));

        public MembershipTableData Data() => new([.. All.Select(one => Tuple.Create(one.ToEntry(), Table().VersionEtag))], Table());

        public Members With(Member member) => new(Version + 1, [.. All.Where(one => one.Address != member.Address), member]);
    }

    /// <inheritdoc/>
    public async Task InitializeMembershipTable(bool tryInitTableVersion)
    {
        await using FileStream held = await LockFile.TakeAsync(folder);
        life = LockFile.TryHold(LifeOf(own.ToParsableString()), FileOptions.DeleteOnClose);
        Members now = Read();
        Write(new Members(now.Version + 1, [.. now.All.Where(member => member.Status != SiloStatus.Dead)]));
    }

    /// <inheritdoc/>
    public async Task<MembershipTableData> ReadAll()
    {
        await using FileStream held = await LockFile.TakeAsync(folder);
        return Read().Data();
    }

    /// <inheritdoc/>
    public async Task<MembershipTableData> ReadRow(SiloAddress key)
    {
        await using FileStream held = await LockFile.TakeAsync(folder);
        Members now = Read();
        return (now with { All = [.. now.All.Where(member => member.Address == key.ToParsableString())] }).Data();
    }

    /// <inheritdoc/>
    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion) =>
        WriteAsync(entry, tableVersion, now => !now.All.Any(member => member.Address == entry.SiloAddress.ToParsableString()));

    /// <inheritdoc/>
    public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) =>
        WriteAsync(entry, tableVersion, now => now.All.Any(member => member.Address == entry.SiloAddress.ToParsableString()));

    /// <inheritdoc/>
    public async Task UpdateIAmAlive(MembershipEntry entry)
    {
        await using FileStream held = await LockFile.TakeAsync(folder);
        Members now = Read();
        string address = entry.SiloAddress.ToParsableString();
        Write(
            now with
            {
                All = [.. now.All.Select(member => member.Address == address ? member with { Alive = entry.IAmAliveTime } : member)],
            }
        );
    }

    /// <inheritdoc/>
    public Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate) => Task.CompletedTask; // each new member does it

    /// <inheritdoc/>
    public async Task DeleteMembershipTableEntries(string clusterId)
    {
        await using FileStream held = await LockFile.TakeAsync(folder);
        File.Delete(list);
    }

    /// <inheritdoc/>
    public void Dispose() => life?.Dispose();

    private async Task<bool> WriteAsync(MembershipEntry entry, TableVersion wanted, Func<Members, bool> fits)
    {
        await using FileStream held = await LockFile.TakeAsync(folder);
        Members now = Read();
        bool can = wanted.VersionEtag == now.Table().VersionEtag && fits(now);
        if (can)
            Write(now.With(Member.Of(entry)));
        return can;
    }

    private Members Read()
    {
        Members now = Load();
        Member[] gone = [.. now.All.Where(member => member.Status != SiloStatus.Dead && !Lives(member.Address))];
        if (gone.Length == 0)
            return now;
        now = gone.Aggregate(now, (members, one) => members.With(one with { Status = SiloStatus.Dead }));
        Write(now);
        return now;
    }

    private bool Lives(string address)
    {
        if (address == own.ToParsableString())
            return true;
        using FileStream? free = LockFile.TryHold(LifeOf(address), FileOptions.DeleteOnClose);
        return free is null;
    }

    private Members Load()
    {
        try
        {
            return File.Exists(list) ? JsonSerializer.Deserialize<Members>(File.ReadAllBytes(list)) ?? Members.None : Members.None;
        }
        catch (JsonException)
        {
            return Members.None; // damaged by hand
        }
    }

    private void Write(Members now) => WholeFile.Write(list, JsonSerializer.SerializeToUtf8Bytes(now));

    private string LifeOf(string address) => Path.Combine(folder, Member.FileOf(address));
}
