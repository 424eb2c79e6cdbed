using System.Text.Json.Nodes;
using Microsoft.Playwright;
using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Notebooks.Document;
using WhiteBoxLab.Web.Notebooks.Document.Operations;
using WhiteBoxLab.Web.Notebooks.Outputs;
using WhiteBoxLab.Web.Notebooks.Storage;
using static Microsoft.Playwright.Assertions;

namespace WhiteBoxLab.Web.Tests;

/// <summary>Nothing that a notebook carries acts on the page: what may act does so in a frame without an origin.</summary>
public sealed class SafetyStories(Lab lab, Browser browser)
{
    private static readonly string[] Vectors =
    [
        "<img src=x onerror=\"window.taken=1;top.taken=1\">",
        "<svg onload=\"window.taken=1;top.taken=1\"></svg>",
        "<svg><script>top.taken=1</script></svg>",
        "<script>top.taken=1;parent.document.title='taken'</script>",
        "<iframe srcdoc=\"<script>top.taken=1</script>\"></iframe>",
        "<iframe src=\"javascript:top.taken=1\"></iframe>",
        "<a href=\"javascript:top.taken=1\">link</a>",
        "[link](javascript:top.taken=1)",
        "<a href=\"data:text/html,<script>top.taken=1</script>\">data</a>",
        "<div style=\"position:fixed;inset:0;z-index:9999;background:red\">overlay</div>",
        "<style>body{display:none!important}.nb{visibility:hidden!important}</style>",
        "<div class=\"nb-side mud-overlay skip\">look</div>",
        "<video onmouseover=\"top.taken=1\" src=x></video>",
        "<details open ontoggle=\"top.taken=1\">x</details>",
        "<form action=\"/signout\" method=post><button>sign out</button></form>",
        "<object data=\"data:text/html,<script>top.taken=1</script>\"></object>",
        "<embed src=\"javascript:top.taken=1\">",
        "<base href=\"http://evil.example/\">",
        "<meta http-equiv=refresh content=\"0;url=http://evil.example/\">",
        "<link rel=stylesheet href=\"http://evil.example/x.css\">",
        "<img src=\"http://evil.example/x.png\">",
        "<math><mtext></mtext><mglyph><style><img src=x onerror=top.taken=1></style></mglyph></math>",
        "$\\href{javascript:top.taken=1}{x}$",
        "$\\htmlData{x=1}{y}$",
        "```mermaid\ngraph TD; A[\"<img src=x onerror=top.taken=1>\"]-->B; click B \"javascript:top.taken=1\"\n```",
        "![x](data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9InRvcC50YWtlbj0xIi8+)",
    ];

    private static CellOutput Html(string html) =>
        new(
            new JsonObject
            {
                ["data"] = new JsonObject { ["text/html"] = html },
                ["metadata"] = new JsonObject(),
                ["output_type"] = "display_data",
            }
        );

    private static CellOutput Form(string type, JsonNode value) =>
        new(
            new JsonObject
            {
                ["data"] = new JsonObject { [type] = value },
                ["metadata"] = new JsonObject(),
                ["output_type"] = "display_data",
            }
        );

    private static Cell Shows(string id, params CellOutput[] outputs) => Cell.New(id, "code", "1") with { Outputs = [.. outputs] };

    private static async Task ShouldBeUntouchedAsync(Visit visit)
    {
        Assert.False(await visit.Page.EvaluateAsync<bool>("'taken' in window"));
        Assert.NotEqual("taken", await visit.Page.TitleAsync());
        Assert.True(await visit.Page.Locator(".nb-tools").IsVisibleAsync());
        Assert.Equal(
            "nb-tools",
            await visit.Page.EvaluateAsync<string>(
                "(() => { const r = document.querySelector('.nb-tools').getBoundingClientRect(); return "
                    + "document.elementFromPoint(r.left + r.width / 2, r.top + 3).closest('.nb-tools')?.className ?? 'something "
                    + "else'; })()"
            )
        );
        visit.ShouldStayHome();
    }

    [Fact]
    public async Task Markdown_that_would_act_is_only_read()
    {
        await lab.WriteAsync("safe-markdown", Vectors.Select((text, i) => Cell.New($"v{i}", "markdown", text)), Lab.QuietKernel);
        await using Visit visit = await browser.VisitAsync(lab, "/notebooks/safe-markdown.ipynb");
        await visit.BookAsync();
        for (int i = 0; i < Vectors.Length; i++)
            await visit.Page.Locator($"#cell-v{i}").ScrollIntoViewIfNeededAsync();
        await visit.Page.Locator("#cell-v24 img, #cell-v24 .error").First.WaitForAsync();
        foreach (ILocator link in await visit.Page.Locator(".prose a").AllAsync())
            Assert.DoesNotMatch("^(javascript|data):", await link.GetAttributeAsync("href") ?? "");

        await ShouldBeUntouchedAsync(visit);
    }

    [Fact]
    public async Task Html_outputs_act_in_frames_without_an_origin_and_reach_nothing()
    {
        Cell[] cells =
        [
            .. Vectors.Select((text, i) => Shows($"v{i}", Html(text))),
            Shows(
                "probe",
                Html(
                    """
                    <p id=p>waiting</p><script>
                    const said = [];
                    for (const [name, reach] of [['document', () => top.document.title], ['cookie', () => document.cookie],
                        ['storage', () => localStorage.length], ['parent', () => parent.location.href]]) {
                        try { reach(); said.push(name + ' reached'); } catch { said.push(name + ' closed'); } }
                    fetch('/notebook-files/six-maps.ipynb').then(() => said.push('network reached'), () => said.push('network closed'))
                        .then(() => { document.getElementById('p').textContent = said.join(', ') + ', origin ' + origin; });
                    </script>
                    """
                )
            ),
        ];
        await lab.WriteAsync("safe-outputs", cells, Lab.QuietKernel);
        await using Visit visit = await browser.VisitAsync(lab, "/notebooks/safe-outputs.ipynb");
        await visit.BookAsync();
        for (int i = 0; i < Vectors.Length; i++)
            await visit.Page.Locator($"#cell-v{i}").ScrollIntoViewIfNeededAsync();
        ILocator probe = visit.Page.Locator("#cell-probe iframe");
        await visit.Page.Locator("#cell-probe").ScrollIntoViewIfNeededAsync();

        await Expect(probe.ContentFrame.Locator("#p"))
            .ToHaveTextAsync("document closed, cookie closed, storage closed, parent closed, network closed, origin null");
        Assert.Equal("allow-scripts", await probe.GetAttributeAsync("sandbox"));
        await ShouldBeUntouchedAsync(visit);
    }

    [Fact]
    public async Task A_table_shows_whatever_its_cells_hold_as_text()
    {
        JsonObject table = new()
        {
            ["schema"] = new JsonObject { ["fields"] = new JsonArray(new JsonObject { ["name"] = Vectors[0] }) },
            ["data"] = new JsonArray([.. Vectors.Select(text => (JsonNode)new JsonObject { [Vectors[0]] = text })]),
        };
        await lab.WriteAsync(
            "safe-table",
            [Shows("a", Form(OutputParts.TableType, table)), Shows("broken", Form(OutputParts.TableType, new JsonObject { ["data"] = 3 }))],
            Lab.QuietKernel
        );
        await using Visit visit = await browser.VisitAsync(lab, "/notebooks/safe-table.ipynb");
        await visit.BookAsync();

        await Expect(visit.Page.Locator("#cell-a tbody td").First).ToHaveTextAsync(Vectors[0]);
        await Expect(visit.Page.Locator("#cell-a tbody td > *")).ToHaveCountAsync(0);
        await Expect(visit.Page.Locator("#cell-broken .out")).ToContainTextAsync("\"data\": 3");
        await ShouldBeUntouchedAsync(visit);
    }

    [Fact]
    public async Task An_output_that_is_opened_by_itself_has_no_origin_either()
    {
        CellOutput output = Html("<p id=p></p><script>document.getElementById('p').textContent = origin</script>");
        await lab.WriteAsync("safe-alone", [Shows("a", output)]);
        await using Visit visit = await browser.VisitAsync(lab, OutputAddress.Frame("safe-alone.ipynb", "a", output, foreign: false));

        await Expect(visit.Page.Locator("#p")).ToHaveTextAsync("null");
    }

    [Fact]
    public async Task A_frame_grows_to_its_content_and_takes_the_pages_colours()
    {
        await lab.WriteAsync("safe-height", [Shows("a", Html("<div style='height:250px'>tall</div>"))], Lab.QuietKernel);
        await using Visit visit = await browser.VisitAsync(lab, "/notebooks/safe-height.ipynb", dark: true);
        await visit.BookAsync();

        await visit.Page.WaitForFunctionAsync("() => document.querySelector('wbl-frame iframe')?.clientHeight >= 250");
        Assert.Equal(
            "dark",
            await visit
                .Page.Locator("wbl-frame iframe")
                .ContentFrame.Locator("html")
                .EvaluateAsync<string>("html => getComputedStyle(html).colorScheme")
        );
    }

    [Fact]
    public async Task Names_of_files_are_text()
    {
        const string name = "<img src=x onerror=top.taken=1> \"'&";
        await lab.WriteQuietAsync(name, "1");
        await using Visit visit = await browser.VisitAsync(lab, "/notebooks");
        await visit.LiveAsync();
        await visit.Page.GetByText(name, new() { Exact = true }).First.ClickAsync();
        await visit.BookAsync();

        await Expect(visit.Page.Locator(".bar-page h1")).ToHaveTextAsync(name);
        await visit.Page.GetByRole(AriaRole.Tab, new() { Name = "Files" }).ClickAsync();
        await ShouldBeUntouchedAsync(visit);
    }

    [Fact]
    public async Task A_notebook_opens_however_broken_its_outputs()
    {
        CellOutput[] broken =
        [
            new(new JsonObject { ["output_type"] = "display_data" }),
            new(new JsonObject { ["output_type"] = "stream" }),
            new(new JsonObject { ["output_type"] = "error" }),
            new(new JsonObject { ["output_type"] = "nonsense", ["data"] = 5 }),
            new([]),
            Form("image/png", "not base64 at all"),
            Form("image/png", new JsonArray(1, 2)),
            Form("application/x-unheard-of", "x"),
            Form("application/json", JsonNode.Parse("""{"a":[1,2,{"b":null}]}""")!),
            Form("text/latex", "$\\frac{1}{"),
            Form("text/markdown", new JsonObject()),
            Form(MimeBundle.MapsType, JsonNode.Parse("""[{"map":5}]""")!),
            Form("text/plain", new string('x', 3_000_000)),
            Form("text/plain", "\u001b[31mred\u001b[0m"),
            new(new JsonObject { ["output_type"] = 7 }),
            new(
                new JsonObject
                {
                    ["output_type"] = "error",
                    ["traceback"] = "no list",
                    ["evalue"] = 3,
                }
            ),
        ];
        await lab.WriteAsync(
            "safe-broken",
            [
                .. broken.Select((output, i) => Shows($"b{i}", output)),
                Shows("many", [.. Enumerable.Range(0, 2000).Select(i => Form("text/plain", $"output {i}"))]),
            ],
            Lab.QuietKernel
        );
        await using Visit visit = await browser.VisitAsync(lab, "/notebooks/safe-broken.ipynb");
        await visit.BookAsync();

        await Expect(visit.Page.Locator("section[data-cell]")).ToHaveCountAsync(broken.Length + 1);
        await Expect(visit.Page.Locator("#cell-b7")).ToContainTextAsync("This page cannot show application/x-unheard-of.");
        await Expect(visit.Page.Locator("#cell-b13 .out-text")).ToHaveTextAsync("red");
        await Expect(visit.Page.Locator("#cell-many .out-one")).ToHaveCountAsync(51);
        await visit.Page.GetByText("Show 200 more of 2000 outputs").ClickAsync();
        await Expect(visit.Page.Locator("#cell-many .out-one")).ToHaveCountAsync(251);
        Assert.True(await visit.Page.EvaluateAsync<int>("document.documentElement.outerHTML.length") < 400_000);
    }

    [Fact]
    public async Task Formulas_tables_and_attached_pictures_are_drawn()
    {
        Cell prose = Cell.New(
            "a",
            "markdown",
            "# Title\n\nInline $a_i(x)$ and\n\n$$\\int_0^1 \\frac{\\partial S}{\\partial x}\\,dx$$\n\n| a | b |\n|---|---|\n| "
                + "1 | 2 |\n\n![dot](attachment:dot.png)"
        );
        prose = NotebookReducer
            .Apply(
                new NotebookState("x.ipynb", NotebookFile.NewFrame(), [prose]),
                new NotebookOperation.Attach(
                    "a",
                    "dot.png",
                    "image/png",
                    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
                )
            )
            .Cells[0];
        await lab.WriteAsync("prose", [prose], Lab.QuietKernel);
        await using Visit visit = await browser.VisitAsync(lab, "/notebooks/prose.ipynb");
        await visit.BookAsync();

        await Expect(visit.Page.Locator("#cell-a .katex")).ToHaveCountAsync(2);
        await Expect(visit.Page.Locator("#cell-a .katex-display")).ToHaveCountAsync(1);
        await Expect(visit.Page.Locator("#cell-a td").First).ToHaveTextAsync("1");
        await visit.Page.WaitForFunctionAsync(
            "() => [...document.querySelectorAll('#cell-a .prose img')].length === 1 && [...document.querySelectorAll('#cell-a "
                + ".prose img')].every(i => i.complete && i.naturalWidth > 0)"
        );
        await visit.ShouldBeAccessibleAsync();
        visit.ShouldBeClean();
    }
}
