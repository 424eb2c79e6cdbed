using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace WhiteBoxLab.Web.Tests;

/// <summary>The keys of the notebook page, all of them, as in Jupyter.</summary>
public sealed class KeyStories(Lab lab, Browser browser)
{
    private static async Task PressAsync(Visit visit, params string[] keys)
    {
        foreach (string key in keys)
            await visit.Page.Keyboard.PressAsync(key);
    }

    [Fact]
    public async Task Letters_insert_cut_copy_paste_delete_and_bring_back_cells()
    {
        await using Visit visit = await browser.QuietBookAsync(lab, "keys-cells", "1", "2", "3");
        await visit.CellsAsync("code 1", "code 2", "code 3");

        await PressAsync(visit, "a");
        await visit.CellsAsync("code ", "code 1", "code 2", "code 3");
        await PressAsync(visit, "d", "d");
        await visit.CellsAsync("code 1", "code 2", "code 3");
        await PressAsync(visit, "j", "b");
        await visit.CellsAsync("code 1", "code 2", "code ", "code 3");
        await PressAsync(visit, "x");
        await visit.CellsAsync("code 1", "code 2", "code 3");
        await PressAsync(visit, "k", "c", "v");
        await visit.CellsAsync("code 1", "code 2", "code 2", "code 3");
        await PressAsync(visit, "ArrowDown", "Shift+V");
        await visit.CellsAsync("code 1", "code 2", "code 2", "code 2", "code 3");
        await PressAsync(visit, "Shift+ArrowUp", "Shift+K", "d", "d");
        await visit.CellsAsync("code 1", "code 3");
        await PressAsync(visit, "z");
        await visit.CellsAsync("code 1", "code 2", "code 2", "code 2", "code 3");
        await PressAsync(visit, "Control+a", "d", "d");
        await visit.CellsAsync("code ");
        await PressAsync(visit, "z");
        await Expect(visit.Page.Locator("section[data-cell]")).ToHaveCountAsync(6);
        visit.ShouldBeClean();
    }

    [Fact]
    public async Task Letters_and_digits_turn_cells_into_Markdown_headings_code_and_raw_text()
    {
        await using Visit visit = await browser.QuietBookAsync(lab, "keys-kinds", "text", "more");

        await PressAsync(visit, "m");
        await Expect(visit.Page.Locator("#cell-a .prose")).ToHaveTextAsync("text");
        await PressAsync(visit, "y");
        await visit.CellsAsync("code text", "code more");
        await PressAsync(visit, "r");
        await visit.CellsAsync("raw text", "code more");
        foreach (int depth in new[] { 1, 2, 3, 4, 5, 6 })
        {
            await PressAsync(visit, depth.ToString(System.Globalization.CultureInfo.InvariantCulture));
            await visit.CellsAsync($"markdown {new string('#', depth)} text", "code more");
            await Expect(visit.Page.Locator($"#cell-a .prose h{depth}")).ToHaveTextAsync("text");
        }
        await PressAsync(visit, "y");
        await visit.CellsAsync("code ###### text", "code more");
    }

    [Fact]
    public async Task Chords_run_split_merge_and_move_cells()
    {
        await using Visit visit = await browser.BookAsync(lab, "keys-chords", "1+1", "20", "#md *prose*");
        IPage page = visit.Page;

        await PressAsync(visit, "Control+Enter");
        await Expect(page.Locator("#cell-a .out")).ToContainTextAsync("2");
        await Expect(page.Locator("#cell-a[data-active]")).ToHaveCountAsync(1);
        await PressAsync(visit, "Shift+Enter");
        await Expect(page.Locator("#cell-a .gut")).ToContainTextAsync("[2]");
        await Expect(page.Locator("#cell-b[data-active]")).ToHaveCountAsync(1);
        await PressAsync(visit, "Alt+Enter");
        await Expect(page.Locator("#cell-b .out")).ToContainTextAsync("20");
        await visit.CellsAsync("code 1+1", "code 20", "code ", "markdown *prose*");
        await Expect(page.Locator(".nb[data-mode=edit]")).ToHaveCountAsync(1);
        await page.Keyboard.TypeAsync("alpha;");
        await PressAsync(visit, "Enter");
        await page.Keyboard.TypeAsync("beta;");
        await PressAsync(visit, "Home", "Control+Shift+Minus");
        await visit.CellsAsync("code 1+1", "code 20", "code alpha;", "code beta;", "markdown *prose*");
        await PressAsync(visit, "Escape", "k", "Shift+M");
        await visit.CellsAsync("code 1+1", "code 20", "code alpha;|beta;", "markdown *prose*");
        await PressAsync(visit, "Control+Shift+ArrowUp");
        await visit.CellsAsync("code 1+1", "code alpha;|beta;", "code 20", "markdown *prose*");
        await PressAsync(visit, "Control+Shift+ArrowDown");
        await visit.CellsAsync("code 1+1", "code 20", "code alpha;|beta;", "markdown *prose*");
        await PressAsync(visit, "j", "Enter");
        await Expect(page.Locator("#cell-c .cm-content")).ToBeFocusedAsync();
        await PressAsync(visit, "Shift+Enter");
        await Expect(page.Locator("#cell-c .prose em")).ToHaveTextAsync("prose");
        await Expect(page.Locator("section[data-cell]")).ToHaveCountAsync(5);
        await Expect(page.Locator(".nb[data-mode=edit]")).ToHaveCountAsync(1);
        visit.ShouldBeClean();
    }

    [Fact]
    public async Task Escape_leaves_the_text_arrows_cross_cells_and_Tab_goes_on()
    {
        await using Visit visit = await browser.BookAsync(lab, "keys-modes", "one", "two");
        IPage page = visit.Page;

        await PressAsync(visit, "Enter");
        await Expect(page.Locator("#cell-a .cm-content")).ToBeFocusedAsync();
        await PressAsync(visit, "ArrowDown");
        await Expect(page.Locator("#cell-b .cm-content")).ToBeFocusedAsync();
        await PressAsync(visit, "Home", "Tab");
        await visit.CellsAsync("code one", "code     two");
        await PressAsync(visit, "Escape");
        await Expect(page.Locator("#cell-b")).ToBeFocusedAsync();
        await Expect(page.Locator(".nb[data-mode=edit]")).ToHaveCountAsync(0);
        await PressAsync(visit, "Tab");
        await Expect(page.Locator(".cm-content:focus")).ToHaveCountAsync(0);
        await visit.CellsAsync("code one", "code     two");
    }

    [Fact]
    public async Task Letters_fold_outputs_number_lines_and_the_file_has_Jupyters_keys()
    {
        await using Visit visit = await browser.BookAsync(lab, "keys-folds", "Console.WriteLine(\"shown\")");
        IPage page = visit.Page;

        await PressAsync(visit, "Control+Enter");
        await Expect(page.Locator("#cell-a .out")).ToContainTextAsync("shown");
        await PressAsync(visit, "o");
        await Expect(page.Locator("#cell-a .folded")).ToContainTextAsync("One output hidden");
        await page.Locator("[data-saved=yes]").WaitForAsync();
        Assert.Contains(
            "\"outputs_hidden\": true",
            await File.ReadAllTextAsync(Path.Combine(lab.Notebooks, "keys-folds.ipynb"), TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
        await PressAsync(visit, "o");
        await Expect(page.Locator("#cell-a .out")).ToContainTextAsync("shown");
        await PressAsync(visit, "Shift+O");
        await Expect(page.Locator("#cell-a.out-scrolls")).ToHaveCountAsync(1);
        await PressAsync(visit, "l");
        await Expect(page.Locator("#cell-a .cm-lineNumbers")).ToHaveCountAsync(1);
        await PressAsync(visit, "l", "Shift+L");
        await Expect(page.Locator("#cell-a .cm-lineNumbers")).ToHaveCountAsync(1);
        await PressAsync(visit, "s");
        await page.Locator("[data-saved=yes]").WaitForAsync();
    }

    [Fact]
    public async Task Pairs_of_letters_stop_and_restart()
    {
        await using Visit visit = await browser.BookAsync(lab, "keys-pairs", "Console.WriteLine(\"begun\"); while (true) { }");
        IPage page = visit.Page;

        await PressAsync(visit, "Control+Enter");
        await Expect(page.Locator("#cell-a .out")).ToContainTextAsync("begun");
        await PressAsync(visit, "i", "i");
        await Expect(page.Locator("#cell-a .out-error")).ToContainTextAsync("The cell was stopped.");
        await page.Locator("[data-kernel=Idle]").First.WaitForAsync();
        await PressAsync(visit, "0", "0");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Restart", Exact = true })).ToBeFocusedAsync();
        await visit.ShouldBeAccessibleAsync();
        await PressAsync(visit, "Escape");
        await Expect(page.Locator(".mud-dialog")).ToHaveCountAsync(0);
        await Expect(page.Locator("#cell-a")).ToBeFocusedAsync();
        await PressAsync(visit, "0", "0");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Restart", Exact = true })).ToBeFocusedAsync();
        await PressAsync(visit, "Enter");
        await Expect(page.Locator(".banner")).ToContainTextAsync("The kernel is new.");
    }

    [Fact]
    public async Task The_palette_and_the_help_open_by_keys_and_do_what_is_chosen()
    {
        await using Visit visit = await browser.BookAsync(lab, "keys-palette", "1");
        IPage page = visit.Page;

        await PressAsync(visit, "h");
        await Expect(page.Locator("dialog dt").First).ToBeVisibleAsync();
        await visit.ShouldBeAccessibleAsync();
        await PressAsync(visit, "Escape", "p");
        await page.Keyboard.TypeAsync("markdown below");
        await visit.ShouldBeAccessibleAsync();
        await PressAsync(visit, "Enter");
        await visit.CellsAsync("code 1", "markdown ");
        await Expect(page.Locator("dialog")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Find_goes_over_all_cells_and_replaces_in_all()
    {
        await using Visit visit = await browser.BookAsync(lab, "keys-find", "var cat = 1;", "#md A cat and a category.", "cat + cat");
        IPage page = visit.Page;

        await PressAsync(visit, "f");
        await page.Keyboard.TypeAsync("cat");
        await Expect(page.Locator(".nb-find .count")).ToHaveTextAsync("1 of 5");
        await PressAsync(visit, "Enter");
        await Expect(page.Locator(".nb-find .count")).ToHaveTextAsync("2 of 5");
        await visit.ShouldBeAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Whole words" }).ClickAsync();
        await Expect(page.Locator(".nb-find .count")).ToContainTextAsync("of 4");
        await page.GetByLabel("Replace with").FillAsync("dog");
        await page.GetByRole(AriaRole.Button, new() { Name = "Replace all" }).ClickAsync();
        await Expect(page.Locator(".nb-find .count")).ToHaveTextAsync("4 replaced");
        await PressAsync(visit, "Escape");
        await visit.CellsAsync("code var dog = 1;", "markdown A dog and a category.", "code dog + dog");
        await page.Locator("[data-saved=yes]").WaitForAsync();
    }

    [Fact]
    public async Task One_cell_is_shown_large_and_the_keys_go_through_them()
    {
        await using Visit visit = await browser.BookAsync(lab, "keys-lectern", "1+1", "2+2");
        IPage page = visit.Page;

        await PressAsync(visit, "Control+Enter");
        await Expect(page.Locator("#cell-a .out")).ToContainTextAsync("2");
        await PressAsync(visit, "Shift+F");
        await Expect(page.Locator(".nb.lectern")).ToHaveCountAsync(1);
        await Expect(page.Locator("#cell-b")).ToBeHiddenAsync();
        await Expect(page.Locator(".thumbs li")).ToHaveCountAsync(2);
        await visit.ShouldBeAccessibleAsync();
        await PressAsync(visit, "ArrowRight");
        await Expect(page.Locator("#cell-b")).ToBeVisibleAsync();
        await Expect(page.Locator("#cell-a")).ToBeHiddenAsync();
        await Expect(page.Locator(".lectern-bar [role=status]")).ToHaveTextAsync("2 of 2");
        await PressAsync(visit, "PageUp");
        await Expect(page.Locator("#cell-a")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Next" }).ClickAsync();
        await Expect(page.Locator("#cell-b")).ToBeVisibleAsync();
        LocatorBoundingBoxResult? shown = await page.Locator(".nb.lectern").BoundingBoxAsync();
        Assert.Equal((0, 0, 1440, 900), ((int)shown!.X, (int)shown.Y, (int)shown.Width, (int)shown.Height)); // it is there
        await PressAsync(visit, "Escape");
        await Expect(page.Locator(".nb.lectern")).ToHaveCountAsync(0);
        await Expect(page.Locator("#cell-a")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_place_of_an_error_leads_into_the_cell_that_has_it_also_after_lines_were_written_above()
    {
        await using Visit visit = await browser.BookAsync(
            lab,
            "keys-error",
            "int Half(int x)\n{\n    throw new Exception(\"no halves\");\n}",
            "Half(3)",
            "\"rest\""
        );
        IPage page = visit.Page;
        await visit.RunAllAsync();
        await Expect(page.Locator("[data-stopped]"))
            .ToContainTextAsync("The run stopped at cell 2, Half(3): one cell after it has not run.");
        await visit.ShouldBeAccessibleAsync();
        await page.Locator("#cell-a .cm-content").PressAsync("Control+Home");
        await page.Keyboard.TypeAsync("// above\n");
        await page.Locator("#cell-b .out-place .jump").First.ClickAsync();
        await Expect(page.Locator("#cell-a .cm-content")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("/* here */ ");
        await Expect(page.Locator("#cell-a .cm-line").Nth(3)).ToHaveTextAsync("    /* here */ throw new Exception(\"no halves\");");
        await page.GetByRole(AriaRole.Button, new() { Name = "Run the rest" }).ClickAsync();
        await Expect(page.Locator("#cell-c .out")).ToContainTextAsync("rest");
        await Expect(page.Locator("[data-stopped]")).ToHaveCountAsync(0);
        visit.ShouldBeClean();
    }

    [Fact]
    public async Task A_cell_is_dragged_by_its_number()
    {
        await using Visit visit = await browser.QuietBookAsync(lab, "keys-drag", "1", "2", "3");

        await visit
            .Page.Locator("#cell-a .n")
            .DragToAsync(
                visit.Page.Locator("#cell-c .ed"),
                new()
                {
                    TargetPosition = new() { X = 60, Y = 34 },
                }
            );

        await visit.CellsAsync("code 2", "code 3", "code 1");
    }

    [Fact]
    public async Task What_builds_on_a_changed_cell_is_stale_until_it_runs_again()
    {
        await using Visit visit = await browser.BookAsync(lab, "keys-stale", "var x = 1;", "var y = x + 1;", "y", "\"apart\"");
        IPage page = visit.Page;

        await visit.RunAllAsync();
        await Expect(page.Locator("#cell-d .gut")).ToContainTextAsync("[4]");
        await Expect(page.Locator(".stale")).ToHaveCountAsync(0);
        await page.Locator("#cell-a .cm-content").FillAsync("var x = 10;");
        await Expect(page.Locator(".stale")).ToHaveCountAsync(3);
        await Expect(page.Locator("#cell-d .stale")).ToHaveCountAsync(0);
        await visit.ShouldBeAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Run stale 3" }).ClickAsync();
        await Expect(page.Locator("#cell-c .out")).ToContainTextAsync("11");
        await Expect(page.Locator(".stale")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_tooltip_takes_no_keys()
    {
        await using Visit visit = await browser.VisitAsync(lab, "/explore?photo=chelsea");
        IPage page = visit.Page;
        await visit.LiveAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Copy as C#" }).HoverAsync();
        await page.Locator(".mud-popover-open.mud-tooltip").WaitForAsync();
        await page.Keyboard.PressAsync("a");

        await Expect(page.Locator(".mt-find .find")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task What_is_typed_before_a_new_cell_is_there_is_meant_for_it()
    {
        await lab.WriteAsync("keys-ahead", ["1"]);
        await using Visit visit = await browser.VisitAsync(
            lab,
            "/notebooks/keys-ahead.ipynb",
            line: new SlowLine(TimeSpan.FromSeconds(0.3))
        );
        await visit.BookAsync();
        await PressAsync(visit, "Enter", "End");
        await visit.Page.Keyboard.TypeAsync(" + 1");
        await PressAsync(visit, "Shift+Enter");
        await visit.Page.Keyboard.TypeAsync("2 +\n2");
        await PressAsync(visit, "Shift+Enter");
        await visit.Page.Keyboard.TypeAsync("x = \"d d\"");
        await Expect(visit.Page.Locator("section[data-cell]").Nth(2).Locator(".cm-content")).ToBeFocusedAsync();
        await visit.Page.Keyboard.TypeAsync(";");
        await visit.CellsAsync("code 1 + 1", "code 2 +|2", "code x = \"d d\";");
        await Expect(visit.Page.Locator(".out").Nth(1)).ToContainTextAsync("4");

        await PressAsync(visit, "Escape", "b", "Enter");
        await visit.Page.Keyboard.TypeAsync("dd");
        await PressAsync(visit, "Escape");
        await visit.CellsAsync("code 1 + 1", "code 2 +|2", "code x = \"d d\";", "code dd");
        await PressAsync(visit, "k", "k", "Enter", "Shift+Enter", "b");
        await visit.CellsAsync("code 1 + 1", "code 2 +|2", "code x = \"d d\";", "code ", "code dd");
        await visit.Page.Locator("#cell-a [data-do=run-stay]").First.ClickAsync();
        await PressAsync(visit, "b", "Enter");
        await visit.Page.Keyboard.TypeAsync("x");
        await visit.CellsAsync("code 1 + 1", "code x", "code 2 +|2", "code x = \"d d\";", "code ", "code dd");
        visit.ShouldBeClean();
    }

    [Fact]
    public async Task Variables_are_listed_and_opened()
    {
        await using Visit visit = await browser.BookAsync(lab, "keys-variables", "var numbers = new[] { 3, 5, 8 }; var name = \"cat\";");
        IPage page = visit.Page;

        await PressAsync(visit, "Control+Enter");
        await Expect(page.Locator("#cell-a .gut")).ToContainTextAsync("[1]");
        await page.GetByRole(AriaRole.Button, new() { Name = "Variables", Exact = true }).ClickAsync();
        await Expect(page.Locator(".nb-vars li")).ToHaveCountAsync(2);
        await page.Locator(".nb-vars").GetByText("numbers").ClickAsync();
        await Expect(page.Locator(".var-inside")).ToContainTextAsync("8");
        await visit.ShouldBeAccessibleAsync();
    }
}
