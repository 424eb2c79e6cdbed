using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using WhiteBoxLab.Web.Hosting;
using WhiteBoxLab.Web.SignIn;

namespace WhiteBoxLab.Web.Tests;

public sealed class EndpointTests : IAsyncLifetime
{
    // The only ones that answer without: the page that asks for the token, and the product's own files.
    private static readonly string[] Open = ["/signin"];

    private readonly string folder = Directory.CreateTempSubdirectory("whiteboxlab-").FullName;
    private WebApplication app = null!;
    private HttpClient client = null!;

    public async ValueTask InitializeAsync()
    {
        app = LabApp.Build([
            "--urls",
            "http://127.0.0.1:0",
            "--Lab:Data",
            folder,
            "--Lab:Notebooks",
            folder,
            "--Lab:Kernel",
            Path.Combine(folder, "none"),
        ]);
        await app.StartAsync(TestContext.Current.CancellationToken);
        client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.First()) };
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private IReadOnlyList<(string Path, string Method, bool File)> Endpoints =>
        [
            .. app
                .Services.GetRequiredService<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .SelectMany(endpoint => MethodsOf(endpoint).Select(method => (PathOf(endpoint), method, IsFile(endpoint)))),
        ];

    [Fact]
    public void There_are_endpoints_to_check()
    {
        string[] paths = [.. Endpoints.Select(endpoint => endpoint.Path)];

        Assert.Contains("/hubs/lab", paths);
        Assert.Contains("/_blazor/negotiate", paths);
        Assert.Contains("/artifacts/x", paths);
        Assert.Contains("/photos", paths);
        Assert.True(paths.Length > 30, $"There are only {paths.Length} endpoints.");
    }

    [Fact]
    public async Task No_endpoint_answers_without_the_token()
    {
        foreach ((string? path, string? method, bool file) in Endpoints.Where(endpoint => !endpoint.File && !Open.Contains(endpoint.Path)))
        {
            HttpResponseMessage answer = await SendAsync(path, method);
            bool refused =
                answer.StatusCode == HttpStatusCode.Unauthorized
                || (
                    answer.StatusCode == HttpStatusCode.Redirect
                    && answer.Headers.Location!.ToString().StartsWith("/signin", StringComparison.Ordinal)
                );
            Assert.True(refused, $"{method} {path} answers {(int)answer.StatusCode} without the token.");
        }
    }

    [Fact]
    public void Only_the_sign_in_page_and_the_products_own_files_allow_strangers()
    {
        string[] strangers =
        [
            .. app
                .Services.GetRequiredService<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null && !IsFile(endpoint))
                .Select(PathOf)
                .Distinct(),
        ];

        Assert.Equal(Open, strangers);
    }

    [Fact]
    public async Task Every_endpoint_refuses_a_wrong_token()
    {
        foreach ((string? path, string? method, bool _) in Endpoints.Where(endpoint => !endpoint.File && !Open.Contains(endpoint.Path)))
        {
            HttpResponseMessage answer = await SendAsync(path, method, token: "wrong");
            Assert.True(
                answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Redirect,
                $"{method} {path} answers {(int)answer.StatusCode} to a wrong token."
            );
        }
    }

    [Fact]
    public async Task Every_endpoint_refuses_a_foreign_name()
    {
        foreach ((string? path, string? method, bool _) in Endpoints)
        {
            HttpResponseMessage answer = await SendAsync(path, method, token: Token, host: "evil.example");
            Assert.True(
                answer.StatusCode == HttpStatusCode.BadRequest,
                $"{method} {path} answers {(int)answer.StatusCode} under a foreign name."
            );
        }
    }

    [Theory]
    [InlineData("http://evil.example")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("null")]
    public async Task Every_endpoint_refuses_a_foreign_page(string origin)
    {
        foreach ((string? path, string? method, bool _) in Endpoints)
        {
            HttpResponseMessage answer = await SendAsync(path, method, token: Token, origin: origin);
            Assert.True(
                answer.StatusCode == HttpStatusCode.Forbidden,
                $"{method} {path} answers {(int)answer.StatusCode} to a page of {origin}."
            );
        }
    }

    [Fact]
    public async Task A_websocket_of_a_foreign_page_is_refused()
    {
        using HttpRequestMessage request = new(HttpMethod.Get, "/hubs/lab");
        request.Headers.TryAddWithoutValidation("Connection", "Upgrade");
        request.Headers.TryAddWithoutValidation("Upgrade", "websocket");
        request.Headers.TryAddWithoutValidation("Sec-WebSocket-Version", "13");
        request.Headers.TryAddWithoutValidation("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
        request.Headers.TryAddWithoutValidation("Origin", "http://evil.example");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {Token}");

        Assert.Equal(HttpStatusCode.Forbidden, (await client.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task The_token_in_the_address_becomes_a_cookie_and_leaves_the_address()
    {
        HttpResponseMessage first = await client.GetAsync($"/explore?photo=coffee&token={Token}", TestContext.Current.CancellationToken);
        Assert.Equal("/explore?photo=coffee", first.Headers.Location!.ToString());
        string cookie = first.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);

        using HttpRequestMessage second = new(HttpMethod.Get, "/explore?photo=coffee");
        second.Headers.Add("Cookie", cookie.Split(';')[0]);
        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync(second, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task A_wrong_token_in_the_address_leads_to_the_sign_in_page_and_gives_no_cookie()
    {
        HttpResponseMessage answer = await client.GetAsync("/?token=wrong", TestContext.Current.CancellationToken);

        Assert.StartsWith("/signin?wrong=true", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("http://evil.example/")]
    public async Task Signing_in_never_leads_to_another_site(string to)
    {
        using FormUrlEncodedContent form = new([new("token", Token), new("to", to)]);

        HttpResponseMessage answer = await client.PostAsync(
            new Uri("/signin", UriKind.Relative),
            form,
            TestContext.Current.CancellationToken
        );

        Assert.Equal("/", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Pages_may_load_nothing_foreign()
    {
        using HttpRequestMessage request = new(HttpMethod.Get, "/help");
        request.Headers.Authorization = new("Bearer", Token);

        HttpResponseMessage answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

        string policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
    }

    private string Token => app.Services.GetRequiredService<LabToken>().Value;

    private async Task<HttpResponseMessage> SendAsync(
        string path,
        string method,
        string? token = null,
        string? host = null,
        string? origin = null
    )
    {
        using HttpRequestMessage request = new(new HttpMethod(method), path);
        request.Headers.Accept.ParseAdd("text/html");
        if (token is not null)
            request.Headers.Authorization = new("Bearer", token);
        if (host is not null)
            request.Headers.Host = host;
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    private static bool IsFile(RouteEndpoint endpoint) =>
        endpoint.Metadata.Any(data => data.GetType().Name.Contains("StaticAsset", StringComparison.Ordinal));

    private static IEnumerable<string> MethodsOf(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Where(method => method is "GET" or "POST" or "DELETE" or "PUT")
            is { } methods
        && methods.Any()
            ? methods
            : ["GET", "POST"];

    private static string PathOf(RouteEndpoint endpoint) =>
        "/"
        + string.Join(
            '/',
            endpoint.RoutePattern.PathSegments.Select(segment =>
                string.Concat(
                    segment.Parts.Select(part =>
                        part switch
                        {
                            Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
                            Microsoft.AspNetCore.Routing.Patterns.RoutePatternSeparatorPart separator => separator.Content,
                            _ => "x",
                        }
                    )
                )
            )
        );
}
