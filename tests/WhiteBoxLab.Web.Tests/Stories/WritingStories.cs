using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace WhiteBoxLab.Web.Tests;

/// <summary>Writing in cells: small, large, from two tabs, and through a lost connection.</summary>
public sealed class WritingStories(Lab lab, Browser browser)
{
    private string FileOf(string name) => File.ReadAllText(Path.Combine(lab.Notebooks, $"{name}.ipynb"));

    private static async Task PasteAsync(IPage page, string script) =>
        await page.EvaluateAsync(
            $$"""
            () => { const data = new DataTransfer(); data.setData('text/plain', {{script}});
                document.activeElement.dispatchEvent(new ClipboardEvent('paste', {
                clipboardData: data, bubbles: true, cancelable: true })); }
            """
        );

    [Fact]
    public async Task Five_megabytes_are_pasted_and_kept()
    {
        await using Visit visit = await browser.BookAsync(lab, "paste", "", "1+1");
        await visit.Page.Keyboard.PressAsync("Enter");
        await PasteAsync(
            visit.Page,
            "Array.from({ length: 50000 }, (_, i) => '// line ' + String(i).padStart(6, '0') + ' ' + 'x'.repeat(85)).join('\\n')"
        );

        await Expect(visit.Page.Locator("[data-saved=yes]")).ToBeVisibleAsync();
        await visit.Page.WaitForFunctionAsync("() => Object.keys(localStorage).every(key => !key.startsWith('wbl-journal:paste'))");
        await visit.Page.Keyboard.TypeAsync(" // end");
        await visit.Page.Keyboard.PressAsync("Escape");
        await Expect(visit.Page.Locator("[data-saved=yes]")).ToBeVisibleAsync();
        await visit.Page.Keyboard.PressAsync("j");
        await visit.Page.Keyboard.PressAsync("Control+Enter");
        await Expect(visit.Page.Locator("#cell-b .out")).ToContainTextAsync("2");

        await visit.Page.ReloadAsync();
        await visit.BookAsync();
        await visit.Page.Locator("#cell-a .cm-content").WaitForAsync();
        await Expect(visit.Page.Locator("[data-saved=yes]")).ToBeVisibleAsync(); // said by the lab, which has had the text since the run
        Assert.Contains("// line 049999 " + new string('x', 85) + " // end", FileOf("paste"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hundred_thousand_printed_lines_leave_the_page_usable()
    {
        await using Visit visit = await browser.BookAsync(
            lab,
            "flood",
            "for (int i = 0; i < 100_000; i++) Console.WriteLine($\"line {i}\");",
            "1+1"
        );
        long began = Stopwatch.GetTimestamp();
        await visit.Page.Keyboard.PressAsync("Shift+Enter");
        await Expect(visit.Page.Locator("#cell-a .gut")).ToContainTextAsync("[1]");
        await Expect(visit.Page.Locator("#cell-a .out")).ToContainTextAsync("line 99999");
        TestContext.Current.SendDiagnosticMessage(
            $"100,000 lines: {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s until the last stood on the page"
        );

        await visit.Page.Keyboard.PressAsync("Control+Enter");
        await Expect(visit.Page.Locator("#cell-b .out")).ToContainTextAsync("2");
        Assert.True(await visit.Page.EvaluateAsync<int>("document.documentElement.outerHTML.length") < 200_000);
    }

    [Fact]
    public async Task What_is_typed_in_one_tab_appears_in_the_other_and_both_changes_stay()
    {
        await lab.WriteAsync("tabs", "first\nmiddle\nlast", "2");
        await using Visit one = await browser.VisitAsync(lab, "/notebooks/tabs.ipynb"),
            two = await browser.VisitAsync(lab, "/notebooks/tabs.ipynb");
        await one.BookAsync();
        await two.BookAsync();

        await one.Page.Keyboard.PressAsync("Enter");
        await one.Page.Keyboard.PressAsync("Control+Home");
        await one.Page.Keyboard.TypeAsync("A ");
        await two.CellsAsync("code A first|middle|last", "code 2");
        await two.Page.Keyboard.PressAsync("Enter");
        await two.Page.Keyboard.PressAsync("Control+End");
        await Task.WhenAll(one.Page.Keyboard.TypeAsync("B "), two.Page.Keyboard.TypeAsync(" Z;"));
        await one.CellsAsync("code A B first|middle|last Z;", "code 2");
        await two.CellsAsync("code A B first|middle|last Z;", "code 2");

        await two.Page.Keyboard.PressAsync("Escape");
        await two.Page.Keyboard.PressAsync("b");
        await one.CellsAsync("code A B first|middle|last Z;", "code ", "code 2");
    }

    [Fact]
    public async Task What_was_typed_in_the_last_moment_before_a_reload_is_there_again()
    {
        await using Visit visit = await browser.BookAsync(lab, "moment", "var x = 1;");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.Keyboard.PressAsync("Control+End");
        await visit.Page.Keyboard.TypeAsync(" // typed just now");
        await visit.Page.ReloadAsync();
        await visit.BookAsync();

        await visit.CellsAsync("code var x = 1; // typed just now");
        await Expect(visit.Page.Locator("[data-saved=yes]")).ToBeVisibleAsync();
        Assert.Contains("typed just now", FileOf("moment"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Typing_goes_on_while_the_lab_is_away_and_arrives_when_it_is_back()
    {
        await using Visit visit = await browser.BookAsync(lab, "away", "var x = 1;");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.Keyboard.PressAsync("Control+End");
        await lab.RestartAsync(async () =>
        {
            await visit.Page.Keyboard.TypeAsync(" // typed while away");
            await Expect(visit.Page.Locator("[data-unsent]")).ToHaveTextAsync("one cell not sent yet");
        });

        await visit.CellsAsync("code var x = 1; // typed while away");
        await visit.BookAsync();
        await Expect(visit.Page.Locator("[data-saved=yes]")).ToBeVisibleAsync();
        await visit.Page.WaitForFunctionAsync("() => Object.keys(localStorage).every(key => !key.startsWith('wbl-journal:away'))");
        await Expect(visit.Page.Locator("#cell-a .cm-content")).ToHaveTextAsync(new Regex("typed while away$"));
    }

    private async Task<Visit> WordsAsync(string name)
    {
        Visit visit = await browser.BookAsync(
            lab,
            name,
            "var numbers = new List<int> { 1, 2 };\nint Add(int first, int second) => first + second;",
            "",
            "int wrong = \"text\";"
        );
        await visit.Page.Keyboard.PressAsync("j");
        await visit.Page.Keyboard.PressAsync("Enter");
        return visit;
    }

    [Fact]
    public async Task Completion_knows_cells_that_have_not_run()
    {
        await using Visit visit = await WordsAsync("words");
        await visit.Page.Keyboard.TypeAsync("numbers.");
        ILocator list = visit.Page.Locator(".cm-tooltip-autocomplete");
        await Expect(list).ToContainTextAsync("Count");
        await visit.Page.Keyboard.TypeAsync("AddR");
        await Expect(list.Locator("li").First).ToContainTextAsync("AddRange");
        await visit.Page.Keyboard.PressAsync("Tab");
        await Expect(visit.Page.Locator("#cell-b .cm-content")).ToHaveTextAsync("numbers.AddRange");
        visit.ShouldBeClean();
    }

    [Fact]
    public async Task F12_goes_to_the_cell_that_declares_a_name()
    {
        await using Visit visit = await WordsAsync("declared");
        await visit.Page.Keyboard.TypeAsync("Add(3, 4)");
        await visit.Page.Keyboard.PressAsync("Home");
        await visit.Page.Keyboard.PressAsync("F12");
        await Expect(visit.Page.Locator("#cell-a[data-active]")).ToHaveCountAsync(1);
        await visit.Page.Keyboard.TypeAsync("Sum");
        await visit.CellsAsync(
            "code var numbers = new List<int> { 1, 2 };|int Sum(int first, int second) => first + second;",
            "code Add(3, 4)",
            "code int wrong = \"text\";"
        );
    }

    [Fact]
    public async Task A_cell_asks_for_a_line_and_gets_it()
    {
        await using Visit visit = await browser.BookAsync(
            lab,
            "asks",
            "Console.Write(\"Who are you? \");\nConsole.WriteLine($\"Hello, {Console.ReadLine()}!\");"
        );
        await visit.Page.Keyboard.PressAsync("Control+Enter");
        await Expect(visit.Page.Locator("#cell-a .ask input")).ToBeFocusedAsync();
        await visit.ShouldBeAccessibleAsync();
        await visit.Page.Keyboard.TypeAsync("Ada");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Page.Locator("#cell-a .out")).ToContainTextAsync("Hello, Ada!");
        await Expect(visit.Page.Locator("#cell-a .ask")).ToHaveCountAsync(0);
        visit.ShouldBeClean();
    }

    [Fact]
    public async Task A_completion_tells_what_it_is()
    {
        await using Visit visit = await WordsAsync("documents");
        await visit.Page.Keyboard.TypeAsync("numbers.");
        await Expect(visit.Page.Locator(".cm-tooltip-autocomplete")).ToContainTextAsync("Count");
        await Expect(visit.Page.Locator(".cm-completionInfo")).ToContainTextAsync("List");
    }

    [Fact]
    public async Task A_call_tells_its_arguments()
    {
        await using Visit visit = await WordsAsync("calls");
        await visit.Page.Keyboard.TypeAsync("Add(1, ");
        await Expect(visit.Page.Locator(".cm-call b")).ToContainTextAsync("second");
        await visit.Page.Keyboard.PressAsync("Escape");
        await Expect(visit.Page.Locator(".cm-call")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_word_tells_what_it_is_and_a_mistake_is_underlined()
    {
        await using Visit visit = await WordsAsync("hovers");
        await visit
            .Page.Locator("#cell-a .cm-line span")
            .GetByText("numbers")
            .Or(visit.Page.Locator("#cell-a .cm-line").First)
            .First.HoverAsync(
                new()
                {
                    Position = new() { X = 60, Y = 8 },
                }
            );
        await Expect(visit.Page.Locator(".cm-tooltip-hover")).ToContainTextAsync("List<int>");
        await visit.Page.Mouse.MoveAsync(2, 2);
        await Expect(visit.Page.Locator("#cell-c .cm-lintRange-error")).ToHaveTextAsync("\"text\"");
    }

    [Fact]
    public async Task Completion_does_not_wait_for_a_running_cell()
    {
        await using Visit visit = await browser.BookAsync(lab, "busy", "Console.WriteLine(\"begun\"); await Task.Delay(-1);", "");
        await visit.Page.Keyboard.PressAsync("Shift+Enter");
        await Expect(visit.Page.Locator("#cell-a .out")).ToContainTextAsync("begun");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.Keyboard.TypeAsync("Math.Sq");

        await Expect(visit.Page.Locator(".cm-tooltip-autocomplete")).ToContainTextAsync("Sqrt");
        await Expect(visit.Page.Locator("#cell-a.running")).ToHaveCountAsync(1);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Stop", Exact = true }).First.ClickAsync();
        await Expect(visit.Page.Locator("#cell-a .out-error")).ToContainTextAsync("The cell was stopped.");
    }

    [Theory]
    [InlineData(50)]
    [InlineData(500)]
    public async Task A_page_of_many_cells_opens_scrolls_and_takes_keys(int count)
    {
        await lab.WriteQuietAsync(
            $"many-{count}",
            [
                .. Enumerable
                    .Range(0, count)
                    .Select(i =>
                        i % 5 == 0
                            ? $"#md ## Part {i}\n\nSome words about **part** {i}."
                            : string.Join(
                                '\n',
                                Enumerable.Range(0, 15).Select(line => $"var v{i}_{line} = Math.Sqrt({line}) + {i}; // a line of code")
                            )
                    ),
            ]
        );
        await using Visit visit = await browser.VisitAsync(lab, "/help");
        await visit.LiveAsync();
        long began = Stopwatch.GetTimestamp();
        await visit.Page.GotoAsync($"/notebooks/many-{count}.ipynb", new() { WaitUntil = WaitUntilState.Commit });
        await visit.Page.Locator(".nb[data-live] section.code .cm-content").First.WaitForAsync();
        double usable = Stopwatch.GetElapsedTime(began).TotalSeconds;
        await visit.Page.EvaluateAsync("document.querySelector('#doc').scrollTo(0, 1e9)");
        await visit.Page.Locator("section[data-cell]:last-child:is(.code) .cm-content").WaitForAsync();
        double scrolled = Stopwatch.GetElapsedTime(began).TotalSeconds;
        await visit.Page.Keyboard.PressAsync("Control+End");
        await Expect(visit.Page.Locator("section[data-cell]:last-child[data-active]")).ToHaveCountAsync(1);
        await visit.Page.Keyboard.PressAsync("b");
        await Expect(visit.Page.Locator("section[data-cell]")).ToHaveCountAsync(count + 1);
        double inserted = Stopwatch.GetElapsedTime(began).TotalSeconds;
        TestContext.Current.SendDiagnosticMessage(
            $"{count} cells: usable after {usable:0.00} s, at the end after {scrolled:0.00} s, one more after {inserted:0.00} s"
        );
        if (Environment.GetEnvironmentVariable("MEASUREMENTS") is { } file)
            await File.AppendAllTextAsync(
                file,
                FormattableString.Invariant(
                    $"{count} cells: usable {usable:0.000} s, scrolled to the end {scrolled:0.000} s, a cell inserted {inserted:0.000} s\n"
                ),
                TestContext.Current.CancellationToken
            );
        visit.ShouldBeClean();
    }
}
