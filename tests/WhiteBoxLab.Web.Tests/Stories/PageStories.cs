using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using WhiteBoxLab.Web.Explorer;
using static Microsoft.Playwright.Assertions;

namespace WhiteBoxLab.Web.Tests;

/// <summary>What holds for every page: what it weighs, and where the keyboard is.</summary>
public sealed partial class PageStories(Lab lab, Browser browser)
{
    private static readonly string[] Pages =
    [
        "/",
        "/explore",
        "/explore?photo=chelsea",
        "/notebooks",
        "/notebooks/six-maps.ipynb",
        "/help",
    ];

    [Fact]
    public async Task No_page_takes_more_than_500_kB_to_open_for_the_first_time()
    {
        await using Lab fresh = new(); // what other tests leave in theirs is nobody's lab
        await fresh.InitializeAsync();
        await RunFourAsync(fresh); // as many as the start page shows
        foreach (string name in new[] { "first", "second", "third" })
            await fresh.WriteAsync(name, [PictureCell.Of("a", LargeFigure(name))]);
        List<string> heavy = new();
        foreach (string path in Pages)
            if (await WeightAsync(fresh, path) is > 500_000 and var bytes)
                heavy.Add($"{path}: {bytes} bytes");

        Assert.Empty(heavy);
    }

    [Fact]
    public async Task Start_and_Help_work_without_a_circuit()
    {
        await using Visit visit = await browser.VisitAsync(lab, "about:blank");
        IPage page = visit.Page;
        int sockets = 0;
        page.WebSocket += (_, _) => sockets++;

        await page.GotoAsync("/help");
        await visit.LiveAsync();
        await page.GetByLabel("Search the library").FillAsync("gradcam");
        await Expect(page.GetByRole(AriaRole.List, new() { Name = "Found" }).GetByRole(AriaRole.Listitem)).Not.ToHaveCountAsync(0);
        await Expect(page.Locator("#machine p").First).Not.ToHaveTextAsync("The kernel is being asked.");
        await Expect(page).ToHaveTitleAsync("Help · WhiteBoxLab");
        await page.GotoAsync("/");
        await visit.LiveAsync();
        await Expect(page.Locator(".phc .m")).ToHaveCountAsync(SamplePhotos.All.Count);

        Assert.Equal(0, sockets);
        IFileChooser files = await page.RunAndWaitForFileChooserAsync(() => page.Locator("button.drop").ClickAsync());
        await files.SetFilesAsync(Repository.Path("wwwroot", "photos", "chelsea.png"));
        await Expect(page.Locator(".ex .top5")).ToBeVisibleAsync();
        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Button, new() { Name = "New notebook" }).ClickAsync();
        await Expect(page.Locator(".nb[data-live]")).ToBeVisibleAsync();
        visit.ShouldBeClean();
    }

    [Fact]
    public async Task Every_stop_of_the_Tab_key_shows_where_it_is()
    {
        List<string> hidden = new();
        foreach (string path in Pages)
            hidden.AddRange((await StopsAsync(path)).Where(stop => !stop.Seen).Select(stop => $"{path}: {stop.Name}"));

        Assert.Empty(hidden);
    }

    [Fact]
    public async Task Signing_out_in_one_tab_leads_the_others_to_the_sign_in_too()
    {
        await using Visit visit = await browser.VisitAsync(lab, "/explore");
        await visit.LiveAsync();
        IPage second = await visit.Page.Context.NewPageAsync(),
            third = await visit.Page.Context.NewPageAsync();
        await third.GotoAsync("/");
        await Expect(third.Locator(".shell[data-live]")).ToHaveCountAsync(1);
        await second.GotoAsync("/help");
        await second.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();

        await Expect(second).ToHaveURLAsync(SignIn());
        await Expect(third).ToHaveURLAsync(SignIn());
        await Expect(visit.Page).ToHaveURLAsync(SignIn());
    }

    [GeneratedRegex("/signin$")]
    private static partial Regex SignIn();

    [Fact]
    public async Task An_address_of_nothing_is_a_page_of_the_lab_for_people_and_a_bare_answer_for_programs()
    {
        await using Visit visit = await browser.VisitAsync(lab, "/");
        IResponse? answer = await visit.Page.GotoAsync("/there/is/nothing");
        using HttpClient program = lab.Client();

        Assert.Equal(404, answer!.Status);
        await Expect(visit.Page.Locator("h1").Last).ToHaveTextAsync("There is nothing under this address.");
        Assert.Empty(await (await program.GetAsync("/there/is/nothing")).Content.ReadAsByteArrayAsync());
    }

    private static async Task RunFourAsync(Lab fresh)
    {
        foreach (SamplePhoto sample in SamplePhotos.All.Take(4))
        {
            await using HubClient client = await HubClient.ConnectAsync(fresh.Address, messagePack: true);
            await client.ExplainAsync($"sample:{sample.Name}", null, "guided-backprop");
            await client.EndAsync();
        }
    }

    // 780 kB, each of other content.
    private static string LargeFigure(string name)
    {
        byte[] file = File.ReadAllBytes(Repository.Path("docs", "six-maps.png"));
        return Convert.ToBase64String([.. file, .. Encoding.UTF8.GetBytes(name)]);
    }

    private async Task<double> WeightAsync(Lab fresh, string path)
    {
        await using Visit visit = await browser.VisitAsync(fresh, "about:blank");
        ICDPSession network = await visit.Page.Context.NewCDPSessionAsync(visit.Page);
        double bytes = 0;
        network.Event("Network.loadingFinished").OnEvent += (_, e) => bytes += e!.Value.GetProperty("encodedDataLength").GetDouble();
        await network.SendAsync("Network.enable");
        await visit.Page.GotoAsync(path);
        await visit.LiveAsync();
        await visit.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        return bytes;
    }

    // Forty stops are more than any page has before its content repeats.
    private async Task<IReadOnlyList<Stop>> StopsAsync(string path)
    {
        await using Visit visit = await browser.VisitAsync(lab, path);
        await visit.LiveAsync();
        List<Stop> stops = new();
        for (int i = 0; i < 40; i++)
        {
            await visit.Page.Keyboard.PressAsync("Tab");
            // the script always answers
            stops.Add((await visit.Page.EvaluateAsync<JsonElement>(Look)).Deserialize<Stop>(JsonSerializerOptions.Web)!);
        }
        Assert.NotEmpty(stops.Select(stop => stop.Name).Distinct().Skip(5));
        return stops;
    }

    // A ring of its own, or the border of the field that it lies in.
    private const string Look = """
        () => {
          const at = document.activeElement, look = getComputedStyle(at), field = at.closest('.mud-input');
          const ring = look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) > 0;
          const edge = field?.querySelector('.mud-input-outlined-border') ?? field;
          const border = edge && parseFloat(getComputedStyle(edge).borderTopWidth) >= 2;
          const name = `${at.tagName}.${at.className} ${(at.ariaLabel ?? at.textContent).slice(0, 40)}`;
          return { name, seen: at === document.body || ring || !!border };
        }
        """;

    private sealed record Stop(string Name, bool Seen);
}
