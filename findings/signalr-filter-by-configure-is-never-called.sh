#!/usr/bin/env bash
# ASP.NET Core 10, SignalR: a filter of one hub, added through the options system: services.Configure<HubOptions<THub>>(o => o.AddFilter(...)).
# Guess, written as code before the run: it is called, as options that are configured by Configure<T> count everywhere else in ASP.NET Core.
# Seen: it is never called, and nothing says so. The same line inside AddSignalR().AddHubOptions<THub>(...) works.
# The hub's dispatcher takes its own options only where an internal flag says that somebody has set them, and only AddHubOptions sets that flag; else it takes HubOptions of all hubs.
# Matters: a filter is where one checks who may call. Ours cut the connections of a session that somebody had signed out of; it compiled, was registered, and did nothing.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT; cd "$d"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
cat > app.csproj <<'END'
<Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings><NuGetAudit>false</NuGetAudit><RunAnalyzers>false</RunAnalyzers></PropertyGroup>
<ItemGroup><PackageReference Include="Microsoft.AspNetCore.SignalR.Client" Version="10.0.15" /></ItemGroup></Project>
END
cat > Program.cs <<'END'
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
foreach (string way in new[] { "Configure", "AddHubOptions" })
{
    WebApplicationBuilder builder = WebApplication.CreateBuilder();
    builder.Logging.ClearProviders();
    builder.WebHost.UseUrls("http://127.0.0.1:0");
    Counting counting = new();
    ISignalRServerBuilder signalR = builder.Services.AddSignalR();
    if (way == "Configure") builder.Services.Configure<HubOptions<Echo>>(options => options.AddFilter(counting));
    else signalR.AddHubOptions<Echo>(options => options.AddFilter(counting));
    await using WebApplication app = builder.Build();
    app.MapHub<Echo>("/echo");
    await app.StartAsync();
    await using HubConnection client = new HubConnectionBuilder().WithUrl(app.Urls.First() + "/echo").Build();
    await client.StartAsync();
    string said = await client.InvokeAsync<string>("Say", "a");
    Console.WriteLine($"{way}: answered {said}, filter called {counting.Calls} times");
}
public sealed class Echo : Hub { public string Say(string word) => word; }
public sealed class Counting : IHubFilter
{
    public int Calls;
    public ValueTask<object?> InvokeMethodAsync(HubInvocationContext context, Func<HubInvocationContext, ValueTask<object?>> next) { Calls++; return next(context); }
}
END
dotnet build -c Release -v q -o out > build.log 2>&1 || { tail -20 build.log; echo "could not be built"; exit 2; }
dotnet out/app.dll > seen.txt
echo "ASP.NET Core $(dotnet --list-runtimes | awk '/Microsoft.AspNetCore.App 10/ { print $2 }' | tail -1): $(tr '\n' ';' < seen.txt)"
grep -q '^Configure: answered a, filter called 0 times' seen.txt && grep -q '^AddHubOptions: answered a, filter called 1 times' seen.txt && echo "as seen" || { echo "NOT AS SEEN"; exit 1; }
