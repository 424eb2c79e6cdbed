using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WhiteBoxLab.Web.Hosting;
using WhiteBoxLab.Web.SignIn;

namespace WhiteBoxLab.Web.Tests;

/// <summary>The doors of the lab: what a wrong token costs, where a right one leads, and what signing out ends.</summary>
public sealed class SignInTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("whiteboxlab-").FullName;
    private readonly LogOfTest log = new();
    private WebApplication app = null!; // made before a test begins
    private HttpClient client = null!;

    public async ValueTask InitializeAsync() => (app, client) = await OpenAsync("lab");

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_wrong_token_waits_and_is_logged_with_its_address_at_every_door()
    {
        foreach (
            Func<Task<HttpResponseMessage>> door in new Func<Task<HttpResponseMessage>>[]
            {
                () => SignInAsync("wrong", "/"),
                () => client.GetAsync("/?token=wrong", TestContext.Current.CancellationToken),
                () => WithHeaderAsync(HttpMethod.Get, "/help", "wrong"),
                () => WithHeaderAsync(HttpMethod.Post, "/hubs/lab/negotiate?negotiateVersion=1", "wrong"),
            }
        )
        {
            log.Lines.Clear();
            long began = System.Diagnostics.Stopwatch.GetTimestamp();
            await door();
            TimeSpan waited = System.Diagnostics.Stopwatch.GetElapsedTime(began);

            Assert.Equal("A wrong token came from 127.0.0.1.", Assert.Single(log.Lines));
            Assert.True(waited >= TimeSpan.FromSeconds(0.49), $"It waited {waited}.");
        }
    }

    [Fact]
    public async Task Wrong_tokens_never_hold_up_the_right_one()
    {
        Task<HttpResponseMessage>[] wrong = [.. Enumerable.Range(0, 20).Select(_ => WithHeaderAsync(HttpMethod.Get, "/help", "wrong"))];
        HttpResponseMessage right = await WithHeaderAsync(HttpMethod.Get, "/artifacts/none", Lab.Token);

        Assert.Equal(HttpStatusCode.NotFound, right.StatusCode);
        Assert.Contains(wrong, one => !one.IsCompleted);
        await Task.WhenAll(wrong);
    }

    [Theory]
    [InlineData("/explore?photo=a&name=b c", "/explore?photo=a&name=b%20c")]
    [InlineData("/notebooks/é.ipynb", "/notebooks/%C3%A9.ipynb")]
    [InlineData("/%5Cevil.example", "/%5Cevil.example")]
    [InlineData("/\t/evil.example", "/")]
    [InlineData("/\n/evil.example", "/")]
    [InlineData("/x\r\nSet-Cookie: a=b", "/")]
    [InlineData("/..//evil.example", "/")]
    [InlineData("/./\\evil.example", "/")]
    [InlineData("https:evil.example", "/")]
    [InlineData("evil.example", "/")]
    [InlineData("", "/")]
    public async Task Signing_in_leads_to_a_path_of_the_lab_whatever_it_was_given(string to, string where) =>
        Assert.Equal(where, (await SignInAsync(Lab.Token, to)).Headers.Location?.OriginalString);

    [Fact]
    public void Half_a_character_and_a_null_lead_nowhere_else() =>
        Assert.Equal(("/", "/%EF%BF%BD"), (LocalAddress.Of("/\0/evil.example"), LocalAddress.Of($"/{(char)0xd83d}")));

    [Fact]
    public async Task Signing_out_ends_the_session_on_the_server_also_after_a_restart_and_no_other()
    {
        string first = CookieOf(await SignInAsync(Lab.Token, "/")),
            second = CookieOf(await SignInAsync(Lab.Token, "/"));
        Assert.Equal(HttpStatusCode.NotFound, await WithCookieAsync(HttpMethod.Get, "/artifacts/none", first));
        await WithCookieAsync(HttpMethod.Post, "/signout", first);

        Assert.Equal(HttpStatusCode.Unauthorized, await WithCookieAsync(HttpMethod.Get, "/artifacts/none", first));
        Assert.Equal(HttpStatusCode.NotFound, await WithCookieAsync(HttpMethod.Get, "/artifacts/none", second));
        await app.StopAsync(TestContext.Current.CancellationToken);
        await app.DisposeAsync();
        (app, client) = await OpenAsync("lab");
        Assert.Equal(HttpStatusCode.Unauthorized, await WithCookieAsync(HttpMethod.Get, "/artifacts/none", first));
        Assert.Equal(HttpStatusCode.NotFound, await WithCookieAsync(HttpMethod.Get, "/artifacts/none", second));
    }

    [Fact]
    public async Task Signing_out_closes_the_connections_of_its_session_and_no_other()
    {
        string first = CookieOf(await SignInAsync(Lab.Token, "/")),
            second = CookieOf(await SignInAsync(Lab.Token, "/"));
        await using HubConnection ending = ConnectionWith(first),
            staying = ConnectionWith(second);
        TaskCompletionSource closed = new();
        ending.Closed += _ => Task.FromResult(closed.TrySetResult());
        await ending.StartAsync(TestContext.Current.CancellationToken);
        await staying.StartAsync(TestContext.Current.CancellationToken);

        await WithCookieAsync(HttpMethod.Post, "/signout", first);

        await closed.Task.WaitAsync(Patience.Long, TestContext.Current.CancellationToken);
        Assert.Equal(HubConnectionState.Connected, staying.State);
    }

    [Fact]
    public async Task Two_labs_on_one_host_have_cookies_of_their_own()
    {
        (WebApplication other, HttpClient there) = await OpenAsync("other");
        await using (other)
        {
            using FormUrlEncodedContent form = new([new("token", Lab.Token)]);
            string theirs = CookieOf(await there.PostAsync("/signin", form, TestContext.Current.CancellationToken));

            Assert.NotEqual(CookieOf(await SignInAsync(Lab.Token, "/")).Split('=')[0], theirs.Split('=')[0]);
        }
        there.Dispose();
    }

    [Fact]
    public async Task A_proxy_on_this_machine_is_followed_where_its_name_was_given()
    {
        (WebApplication behind, HttpClient there) = await OpenAsync("behind", "--Lab:Hosts", "lab.example.org");
        await using (behind)
        {
            HttpResponseMessage asked = await Forwarded(
                there,
                HttpMethod.Get,
                "/explore",
                ("X-Forwarded-Proto", "https"),
                ("X-Forwarded-Prefix", "/white"),
                ("Origin", "https://lab.example.org")
            );
            Assert.Equal("/white/signin?to=%2Fwhite%2Fexplore", asked.Headers.Location?.OriginalString);
            string page = await (
                await Forwarded(there, HttpMethod.Get, "/signin", ("X-Forwarded-Prefix", "/white"))
            ).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.Contains("<base href=\"/white/\"", page, StringComparison.Ordinal);
            log.Lines.Clear();
            await Forwarded(there, HttpMethod.Get, "/?token=wrong", ("X-Forwarded-For", "203.0.113.7"));
            Assert.Equal("A wrong token came from 203.0.113.7.", Assert.Single(log.Lines));
            Assert.Equal(
                HttpStatusCode.BadRequest,
                (await Forwarded(there, HttpMethod.Get, "/", ("X-Forwarded-Host", "evil.example"))).StatusCode
            );
        }
        there.Dispose();
        log.Lines.Clear();
        using HttpRequestMessage unasked = new(HttpMethod.Get, "/?token=wrong");
        unasked.Headers.Add("X-Forwarded-For", "203.0.113.7");
        await client.SendAsync(unasked, TestContext.Current.CancellationToken);
        Assert.Equal("A wrong token came from 127.0.0.1.", Assert.Single(log.Lines));
    }

    private async Task<(WebApplication, HttpClient)> OpenAsync(string name, params string[] more)
    {
        string own = Path.Combine(folder, name);
        WebApplication opened = LabApp.Build([
            "--urls",
            "http://127.0.0.1:0",
            "--token",
            Lab.Token,
            "--Lab:Data",
            own,
            "--Lab:Notebooks",
            own,
            "--Lab:Kernel",
            Path.Combine(own, "none"),
            .. more,
        ]);
        opened.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        await opened.StartAsync(TestContext.Current.CancellationToken);
        return (
            opened,
            new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false })
            {
                BaseAddress = new Uri(opened.Urls.First()),
            }
        );
    }

    private async Task<HttpResponseMessage> SignInAsync(string token, string to)
    {
        using FormUrlEncodedContent form = new([new("token", token), new("to", to)]);
        return await client.PostAsync("/signin", form, TestContext.Current.CancellationToken);
    }

    private async Task<HttpResponseMessage> WithHeaderAsync(HttpMethod method, string path, string token)
    {
        using HttpRequestMessage request = new(method, path);
        request.Headers.Authorization = new("Bearer", token);
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private HubConnection ConnectionWith(string cookie) =>
        new HubConnectionBuilder()
            .WithUrl(new Uri(client.BaseAddress!, "hubs/lab"), options => options.Headers.Add("Cookie", cookie)) // a client has an address
            .Build();

    private async Task<HttpStatusCode> WithCookieAsync(HttpMethod method, string path, string cookie)
    {
        using HttpRequestMessage request = new(method, path);
        request.Headers.Add("Cookie", cookie);
        return (await client.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode;
    }

    private static async Task<HttpResponseMessage> Forwarded(
        HttpClient to,
        HttpMethod method,
        string path,
        params (string Name, string Value)[] headers
    )
    {
        using HttpRequestMessage request = new(method, path);
        request.Headers.Host = "lab.example.org";
        request.Headers.Accept.ParseAdd("text/html");
        foreach ((string name, string value) in headers)
            request.Headers.Add(name, value);
        return await to.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static string CookieOf(HttpResponseMessage answer) => answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0];

    private sealed class LogOfTest : ILoggerProvider, ILogger
    {
        public ConcurrentBag<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) =>
            categoryName == typeof(WrongTokens).FullName ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Lines.Add(formatter(state, exception));

        public void Dispose()
        {
            // Nothing is held.
        }
    }
}
