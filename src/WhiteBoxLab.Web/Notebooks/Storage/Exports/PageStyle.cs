namespace WhiteBoxLab.Web.Notebooks.Storage.Exports;

/// <summary>How a notebook's page by itself looks, on a screen and on paper: as in the lab by day.</summary>
internal static class PageStyle
{
    public const string Css = """
        :root { color-scheme: light; }
        * { box-sizing: border-box; }
        body { margin: 0; color: #15191A; background: #fff; font: 400 15px/23px "IBM Plex Sans", system-ui, sans-serif; }
        main { max-width: 900px; margin: 0 auto; padding: 32px 20px 64px 64px; }
        h1, h2, h3, h4 { margin: 24px 0 8px; font-weight: 600; line-height: 1.3; }
        h1 { font-size: 26px; letter-spacing: -.3px; } h2 { font-size: 19px; } h3, h4 { font-size: 16px; }
        p, ul, ol, blockquote { margin: 0 0 10px; }
        blockquote { padding-left: 12px; border-left: 3px solid #D8DCDC; color: #4A5355; }
        a { color: #0A655C; }
        pre, code { font: 400 12.5px/19px "JetBrains Mono", ui-monospace, monospace; tab-size: 4; }
        pre, code { font-feature-settings: "calt" 0, "zero" 1; }
        pre { margin: 0; padding: 9px 12px; white-space: pre-wrap; overflow-wrap: anywhere; }
        p code, li code, td code { padding: 1px 4px; background: #F7F8F8; border-radius: 2px; }
        .text { max-width: 760px; margin: 0 0 16px; }
        .text pre, .code { background: #F7F8F8; border: 1px solid #D8DCDC; border-left: 3px solid #788284; border-radius: 2px; }
        .cell { position: relative; margin: 0 0 16px; }
        .count { position: absolute; right: 100%; margin-right: 10px; top: 10px; color: #4A5355; }
        .count { font: 400 11.5px/19px "JetBrains Mono", monospace; }
        .out, .error, .cell > img { border: 0; padding: 8px 12px; overflow-wrap: anywhere; }
        .error { color: #A8261E; border-left: 3px solid #A8261E; }
        .c { color: #4A5355; font-style: italic; } .d { color: #4A5355; } .s { color: #9C4A00; } .n { color: #952872; }
        .k { color: #1F5A96; } .t { color: #0A655C; }
        img { max-width: 100%; height: auto; display: block; }
        table { border-collapse: collapse; margin: 0 0 12px; font-size: 13px; line-height: 18px; }
        th, td { border-bottom: 1px solid #D8DCDC; padding: 4px 10px; text-align: left; vertical-align: top; }
        @page { margin: 16mm 14mm; }
        @media (max-width: 700px) { main { padding-left: 16px; padding-right: 16px; } .count { position: static; } }
        @media print {
          body { font-size: 10.5pt; line-height: 1.5; }
          main { max-width: none; padding: 0 0 0 12mm; }
          pre, code { font-size: 8.5pt; line-height: 1.5; }
          .code { print-color-adjust: exact; }
          h1, h2, h3, h4, .code { break-after: avoid; }
          .code, img, tr, blockquote, .text pre { break-inside: avoid; }
          p, li, .out, .error { orphans: 3; widows: 3; }
          a { color: inherit; }
        }

        """;
}
