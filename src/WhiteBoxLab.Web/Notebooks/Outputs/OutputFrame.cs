using System.Security.Cryptography;
using System.Text;

namespace WhiteBoxLab.Web.Notebooks.Outputs;

/// <summary>
/// An output that may carry script, as a page of its own. It is sent with a policy of its own: an origin that is nobody's, scripts of its
/// own, no network, no way out. WebRTC is forbidden as well, but Chromium, Firefox and Safari do not know that word yet: in them a script
/// can reach others by it.
/// The page around sees its height, and it sees the page's colours; nothing else passes.
/// </summary>
public static class OutputFrame
{
    private const string Rest =
        "style-src 'unsafe-inline'; img-src data: blob:; font-src data:; media-src data: blob:; form-action 'none'; base-uri "
        + "'none'; webrtc 'block'; frame-ancestors 'self'";

    // Tells how high the content is, and takes the colours of the page around.
    private const string Inside = """
        (()=>{const s=()=>parent.postMessage({wbl:'height',height:Math.ceil(document.documentElement.getBoundingClientRect().height)},'*');
        new ResizeObserver(s).observe(document.documentElement);addEventListener('load',s);
        addEventListener('message',e=>{if(e.source===parent&&e.data&&e.data.wbl==='theme'){
        const d=document.documentElement;d.style.colorScheme=e.data.scheme;
        d.style.color=e.data.colour;d.style.background=e.data.background;s()}})})()
        """;

    private static readonly string Ours = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Inside)));

    private const string Style = """
        html{font:13px/18px "IBM Plex Sans",system-ui,sans-serif}body{margin:0;overflow-wrap:anywhere}
        table{border-collapse:collapse}th,td{padding:4px 10px;
        border-bottom:1px solid color-mix(in srgb,currentColor 20%,transparent);text-align:left}img,svg{max-width:100%}
        """;

    /// <summary>What the page may do; sent as its <c>Content-Security-Policy</c>.</summary>
    /// <param name="foreign">Whether the notebook came from elsewhere and nobody has said that it may run: then no script runs but the one
    /// that tells the height.</param>
    public static string Policy(bool foreign) =>
        $"sandbox allow-scripts; default-src 'none'; "
        + $"{(foreign ? $"script-src 'sha256-{Ours}'" : "script-src 'unsafe-inline' 'unsafe-eval' blob:; worker-src blob:")}; "
        + $"{Rest}";

    /// <summary>The page.</summary>
    /// <param name="html">What the output is, in HTML.</param>
    /// <param name="dark">Whether it begins dark.</param>
    public static string Page(string html, bool dark) =>
        $"<!doctype html><html lang=\"en\" style=\"color-scheme:"
        + $"{(dark ? "dark;color:#E8EBEB;background:#16191A" : "light;color:#15191A;background:#FFFFFF")}\"><meta "
        + $"charset=\"utf-8\"><title>Output</title><style>{Style}</style><script>{Inside}</script><body>{html}";
}
