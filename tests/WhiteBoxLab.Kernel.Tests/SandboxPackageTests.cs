using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using WhiteBoxLab.Protocol;
using Xunit;

namespace WhiteBoxLab.Kernel.Tests;

/// <summary>
/// <c>#r "nuget: ..."</c> in a sandbox, from a feed that the test serves on this machine: with network it is reached, without it is not.
/// </summary>
public sealed class SandboxPackageTests : IAsyncLifetime
{
    private const string Ask = "#r \"nuget: Wbl.Far, 1.0.0\"\nWbl.Far.Word";
    private readonly string folder = Directory.CreateTempSubdirectory("wbl-sandbox-package-").FullName;
    private readonly HttpListener feed = new();
    private readonly byte[] package = Package();
    private int asked;

    public async ValueTask InitializeAsync()
    {
        int port = FreePort();
        feed.Prefixes.Add($"http://127.0.0.1:{port}/");
        feed.Start();
        _ = ServeAsync(port);
        Directory.CreateDirectory(At("own"));
        await File.WriteAllTextAsync(
            At("own/nuget.config"),
            $"""
            <configuration><packageSources><clear />
              <add key="far" value="http://127.0.0.1:{port}/index.json" allowInsecureConnections="true" /></packageSources></configuration>
            """
        );
    }

    public ValueTask DisposeAsync()
    {
        feed.Close();
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task With_network_a_package_is_restored_into_the_room_and_the_next_kernel_finds_it_there_without()
    {
        Assert.SkipWhen(KernelSandbox.Obstacle() is not null, KernelSandbox.Obstacle() ?? "");
        Answer far = await RunAsync(hasNetwork: true);
        int before = asked;
        Answer near = await RunAsync(hasNetwork: false);

        Assert.Equal((null, "far"), (far.Result.Message, far.Returned));
        Assert.True(before > 0);
        Assert.Equal((null, "far", before), (near.Result.Message, near.Returned, asked));
        Assert.True(Directory.Exists(At("room/packages/wbl.far/1.0.0")));
    }

    [Fact]
    public async Task Without_network_a_sentence_says_what_to_do()
    {
        Assert.SkipWhen(KernelSandbox.Obstacle() is not null, KernelSandbox.Obstacle() ?? "");
        Answer answer = await RunAsync(hasNetwork: false);

        Assert.Equal(
            "This kernel's sandbox has no network, and Wbl.Far 1.0.0 cannot be had from this machine alone: name a version "
                + "that is on it, add a folder of packages with #i \"nuget: FOLDER\", or have the network allowed "
                + "(Lab:KernelNetwork).",
            answer.Result.Message
        );
        Assert.Equal(0, asked);
    }

    private async Task<Answer> RunAsync(bool hasNetwork)
    {
        KernelLimits limits = new(null, new KernelSandbox(new SandboxHome(At("own"), At("room")), [At("artifacts")], hasNetwork));
        await using KernelProcess kernel = KernelProcess.Start(limits.Apply(KernelStart.Serve(AppContext.BaseDirectory, At("artifacts"))));
        await kernel.Ready.WaitAsync(Patience.Long);
        List<Event> events = [];
        return new Answer(await kernel.RunAsync(new SubmitCode(Ask), events.Add).WaitAsync(Patience.Long), events);
    }

    // As little of NuGet's protocol as a restore needs.
    private async Task ServeAsync(int port)
    {
        while (feed.IsListening)
        {
            HttpListenerContext call;
            try
            {
                call = await feed.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
            asked++;
            byte[]? answer = call.Request.Url!.AbsolutePath switch
            {
                "/index.json" => Encoding.UTF8.GetBytes(
                    $$"""{"version":"3.0.0","resources":[{"@id":"http://127.0.0.1:{{port}}/all/","@type":"PackageBaseAddress/3.0.0"}]}"""
                ),
                "/all/wbl.far/index.json" => """{"versions":["1.0.0"]}"""u8.ToArray(),
                "/all/wbl.far/1.0.0/wbl.far.1.0.0.nupkg" => package,
                _ => null,
            };
            call.Response.StatusCode = answer is null ? 404 : 200;
            await call.Response.OutputStream.WriteAsync(answer ?? []);
            call.Response.Close();
        }
    }

    private string At(string name) => Path.Combine(folder, name);

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static byte[] Package()
    {
        using MemoryStream bytes = new();
        using (ZipArchive package = new(bytes, ZipArchiveMode.Create))
        {
            using (StreamWriter text = new(package.CreateEntry("Wbl.Far.nuspec").Open()))
                text.Write(
                    "<package><metadata><id>Wbl.Far</id><version>1.0.0</version>"
                        + "<authors>test</authors><description>test</description></metadata></package>"
                );
            using Stream assembly = package.CreateEntry("lib/net10.0/Wbl.Far.dll").Open();
            string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
            IEnumerable<MetadataReference> references = new[] { "System.Private.CoreLib.dll", "System.Runtime.dll" }.Select(one =>
                MetadataReference.CreateFromFile(Path.Combine(framework, one))
            );
            CSharpCompilation
                .Create(
                    "Wbl.Far",
                    [CSharpSyntaxTree.ParseText("namespace Wbl; public static class Far { public static string Word => \"far\"; }")],
                    references,
                    new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
                )
                .Emit(assembly);
        }
        return bytes.ToArray();
    }
}
