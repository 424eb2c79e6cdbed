using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.DataProtection;
using WhiteBoxLab.Web.Settings;

namespace WhiteBoxLab.Web.SignIn;

/// <summary>Sign-in: a token in the printed address, a cookie afterwards, and nothing answers without.</summary>
public static class SignInSetup
{
    /// <summary>How long a cookie lives that is not used.</summary>
    internal static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    /// <summary>Registers the token, the cookie and the rule that every endpoint asks for one of them.</summary>
    /// <param name="builder">The app being built.</param>
    /// <param name="settings">The lab's settings.</param>
    /// <exception cref="LabCannotOpenException">Others can reach the lab and nobody chose a token.</exception>
    public static void AddSignIn(this WebApplicationBuilder builder, LabSettings settings)
    {
        LabAddresses addresses = LabAddresses.From(builder.Configuration);
        LabToken token = LabToken.From(settings, addresses.LoopbackOnly);
        builder.WebHost.UseUrls([.. addresses.Urls]);
        builder
            .Services.AddSingleton(addresses)
            .AddSingleton(token)
            .AddSingleton<LabHosts>()
            .AddSingleton<WrongTokens>()
            .AddSingleton<EndedSessions>()
            .AddScoped<CircuitHandler, EndedCircuits>();
        builder
            .Services.AddDataProtection()
            .SetApplicationName("WhiteBoxLab")
            .PersistKeysToFileSystem(new DirectoryInfo(LabFolders.From(settings).Keys));
        builder
            .Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(options => ConfigureCookie(options, token, OwnName(settings)))
            .AddScheme<AuthenticationSchemeOptions, TokenHandler>(TokenHandler.SchemeName, null);
        builder.Services.AddAuthorizationBuilder().SetFallbackPolicy(Policy).SetDefaultPolicy(Policy);
        builder.Services.AddAntiforgery(options => options.Cookie.Name = $"wbl-forgery-{OwnName(settings)}");
        builder.Services.AddCascadingAuthenticationState();
    }

    /// <summary>Puts the checks into the pipeline: names and origins first, then a token in the address, then cookie or header.</summary>
    /// <param name="app">The app.</param>
    public static void UseSignIn(this WebApplication app)
    {
        app.UseMiddleware<ForeignRequests>();
        app.UseMiddleware<TokenInAddress>();
        app.UseAuthentication();
        app.UseAuthorization();
    }

    private static AuthorizationPolicy Policy =>
        new AuthorizationPolicyBuilder(CookieAuthenticationDefaults.AuthenticationScheme, TokenHandler.SchemeName)
            .RequireAuthenticatedUser()
            .Build();

    // Cookies know hosts and no ports: a second lab on this host, with a folder of its own, must not take this one's away.
    private static string OwnName(LabSettings settings) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(LabFolders.From(settings).Data)), 0, 4);

    private static void ConfigureCookie(CookieAuthenticationOptions options, LabToken token, string own)
    {
        options.Cookie.Name = $"wbl-visitor-{own}";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.ExpireTimeSpan = Longest;
        options.SlidingExpiration = true;
        options.Events.OnValidatePrincipal = context =>
        {
            if (!Visitor.IsStillWelcome(context.Principal, token, context.HttpContext.RequestServices.GetRequiredService<EndedSessions>()))
                context.RejectPrincipal();
            return Task.CompletedTask;
        };
        options.Events.OnRedirectToLogin = context =>
        {
            if (IsPage(context.Request))
                context.Response.Redirect(SignInPages.AddressFor(context.Request));
            else
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        };
    }

    private static bool IsPage(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);
}
