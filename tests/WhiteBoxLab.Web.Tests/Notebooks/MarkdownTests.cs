using WhiteBoxLab.Web.Notebooks.Document;
using WhiteBoxLab.Web.Notebooks.Document.Operations;
using WhiteBoxLab.Web.Notebooks.Outputs;
using WhiteBoxLab.Web.Notebooks.Storage;

namespace WhiteBoxLab.Web.Tests;

public sealed class MarkdownTests
{
    private readonly Markdown markdown = new();

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("<svg onload=alert(1)></svg>")]
    [InlineData("<iframe src=\"javascript:alert(1)\"></iframe>")]
    [InlineData("<object data=\"x\"></object><embed src=\"x\">")]
    [InlineData("<a href=\"javascript:alert(1)\">x</a>")]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](JaVaScRiPt:alert(1))")]
    [InlineData("[x](data:text/html,<script>alert(1)</script>)")]
    [InlineData("<details ontoggle=alert(1) open>x</details>")]
    [InlineData("<form action=\"/signout\" method=\"post\"><button>x</button></form>")]
    [InlineData("<style>*{display:none}</style>")]
    [InlineData("<div style=\"position:fixed;inset:0\">x</div>")]
    [InlineData("<base href=\"http://evil.example\">")]
    [InlineData("<meta http-equiv=\"refresh\" content=\"0;url=http://evil.example\">")]
    [InlineData("<link rel=\"stylesheet\" href=\"http://evil.example\">")]
    [InlineData("<img src=\"http://evil.example/x.png\">")]
    [InlineData("<img src=\"//evil.example/x.png\">")]
    [InlineData("<img src=\"data:image/svg+xml,<svg onload=alert(1)>\">")]
    [InlineData("<video src=\"http://evil.example/x\" onmouseover=alert(1)></video>")]
    public void Nothing_that_could_act_comes_through(string text)
    {
        string html = markdown.ToHtml(text);

        foreach (
            string bad in new[]
            {
                "<script",
                "javascript:",
                "onerror",
                "onload",
                "ontoggle",
                "onmouseover",
                "<iframe",
                "<object",
                "<embed",
                "<form",
                "<button",
                "<style",
                "style=",
                "<base",
                "<meta",
                "<link",
                "src=\"http",
                "src=\"//",
                "data:text",
                "svg",
            }
        )
            Assert.DoesNotContain(bad, html, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("<img src=\"attachment:a%20b.png\" width=\"20\">", "src=\"data:image/png;base64,AAAA\"")]
    [InlineData("text <IMG alt='x' SRC='attachment:a b.png'/>", "src=\"data:image/png;base64,AAAA\"")]
    [InlineData("<img src=\"beside.png\">", "src=\"notebook-media/folder/beside.png\"")]
    public void A_picture_written_as_html_is_found_like_one_of_Markdown(string text, string address)
    {
        NotebookState state = new NotebookOperation.Attach("a", "a b.png", "image/png", "AAAA").Apply(
            new NotebookState("n.ipynb", NotebookFile.NewFrame(), [Cell.New("a", "markdown", text)])
        );
        Cell cell = state.Cells[0];

        Assert.Contains(address, markdown.ToHtml(text, url => CellProse.Picture(cell, "folder/n.ipynb", url)), StringComparison.Ordinal);
        Assert.DoesNotContain(
            "onerror=\"",
            markdown.ToHtml("<img src=\"attachment:x\">", _ => "y\" onerror=\"z"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Prose_comes_through()
    {
        string html = markdown.ToHtml(
            "# Title\n\nA *word*, `code`, [a link](https://example.org) and\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n"
                + "![pixel](data:image/png;base64,AAAA)"
        );

        foreach (
            string good in new[]
            {
                "<h1>Title</h1>",
                "<em>word</em>",
                "<code>code</code>",
                "href=\"https://example.org\"",
                "<td>1</td>",
                "src=\"data:image/png;base64,AAAA\"",
            }
        )
            Assert.Contains(good, html, StringComparison.Ordinal);
    }
}
