using System.Net;
using WhiteBoxLab.Web.Cluster;

namespace WhiteBoxLab.Web.Tests;

public sealed class MembersFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("whiteboxlab-").FullName;

    [Fact]
    public async Task A_process_that_has_ended_without_a_word_is_dead_for_whoever_looks()
    {
        MembersFile first = await JoinAsync(1),
            second = await JoinAsync(2);
        Assert.Equal([SiloStatus.Active, SiloStatus.Active], await StatusesAsync(second));
        int before = (await second.ReadAll()).Version.Version;
        first.Dispose(); // as the system does when a process ends

        Assert.Equal([SiloStatus.Active, SiloStatus.Dead], await StatusesAsync(second));
        Assert.True((await second.ReadAll()).Version.Version > before);
        second.Dispose();
    }

    [Fact]
    public async Task Of_two_who_write_at_once_the_second_is_refused_and_looks_again()
    {
        using MembersFile first = await JoinAsync(1);
        TableVersion seen = (await first.ReadAll()).Version;

        Assert.True(await first.InsertRow(Entry(2), seen.Next()));
        Assert.False(await first.InsertRow(Entry(3), seen.Next()));
        Assert.False(await first.InsertRow(Entry(2), (await first.ReadAll()).Version.Next())); // it is there
    }

    [Fact]
    public async Task A_new_member_takes_the_dead_off_the_list()
    {
        (await JoinAsync(1)).Dispose();
        using MembersFile second = await JoinAsync(2);
        Assert.Equal(SiloStatus.Active, Assert.Single(await StatusesAsync(second)));
    }

    [Fact]
    public void A_silos_port_is_bound_when_it_is_drawn()
    {
        SiloSocket drawn = new();
        using System.Net.Sockets.TcpListener other = new(IPAddress.Loopback, drawn.Port);

        Assert.Throws<System.Net.Sockets.SocketException>(() => other.Start());
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task<MembersFile> JoinAsync(int port)
    {
        MembersFile members = new(folder, Entry(port).SiloAddress);
        await members.InitializeMembershipTable(true);
        Assert.True(await members.InsertRow(Entry(port), (await members.ReadAll()).Version.Next()));
        return members;
    }

    private static async Task<IEnumerable<SiloStatus>> StatusesAsync(MembersFile members) =>
        [.. (await members.ReadAll()).Members.Select(member => member.Item1.Status)];

    private static MembershipEntry Entry(int port) =>
        new()
        {
            SiloAddress = SiloAddress.New(new IPEndPoint(IPAddress.Loopback, port), 7),
            Status = SiloStatus.Active,
            SiloName = $"silo {port}",
            HostName = "here",
            StartTime = DateTime.UnixEpoch,
            IAmAliveTime = DateTime.UnixEpoch,
            SuspectTimes = [],
        };
}
