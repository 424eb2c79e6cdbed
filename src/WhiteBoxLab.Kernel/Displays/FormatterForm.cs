using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.DotNet.Interactive.Formatting;
using FormattedValue = WhiteBoxLab.Protocol.FormattedValue;

namespace WhiteBoxLab.Kernel;

/// <summary>
/// Shows values as .NET Interactive's formatters do, where a cell registered one (<c>Formatter.Register</c>); its own defaults are not
/// asked. Also what is HTML by its type, such as a
/// <c>PocketView</c>.
/// </summary>
internal sealed class FormatterForm : DisplayForm
{
    private const string Source = "TypeFormatterSourceAttribute", HtmlContent = "IHtmlContent";

    public override int Rank => 11;

    // Until a cell or a package loads the library there is nothing to ask: it costs no start-up time.
    public override Display? Show(object value, DisplayRoom room, string? valueId) => Volatile.Read(ref isLoaded) && !Brings(value.GetType()) ? Registered(value) : null;

    private static bool isLoaded;

    static FormatterForm()
    {
        AppDomain.CurrentDomain.AssemblyLoad += (_, loaded) => Note(loaded.LoadedAssembly);
        foreach (Assembly assembly in AppDomain.CurrentDomain.GetAssemblies())
            Note(assembly);
    }

    private static void Note(Assembly assembly)
    {
        if (assembly.GetName().Name == "Microsoft.DotNet.Interactive.Formatting")
            Volatile.Write(ref isLoaded, true);
    }

    /// <summary>Whether a type brings formatters along. By name: a library may declare the attribute itself.</summary>
    public static bool Brings(Type type) => type.GetCustomAttributesData().Any(attribute => attribute.AttributeType.Name == Source);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Display? Registered(object value)
    {
        Type type = value.GetType();
        if (type.GetInterfaces().Any(one => one.Name == HtmlContent))
            return new Display([new FormattedValue("text/html", value.ToDisplayString("text/html")), new FormattedValue("text/plain", value.ToString())]);
        string[] forms = [.. Formatter.RegisteredFormatters(includeDefaults: false).Where(formatter => Fits(formatter.Type, type)).Select(formatter => formatter.MimeType).Distinct()];
        if (forms.Length == 0)
            return null;
        IEnumerable<string> mimeTypes = forms.Where(form => form != "text/plain");
        return new Display([.. mimeTypes.Select(form => new FormattedValue(form, value.ToDisplayString(form))), new FormattedValue("text/plain", forms.Contains("text/plain") ? value.ToDisplayString("text/plain") : PlainText.Of(value))]);
    }

    private static bool Fits(Type registered, Type type) =>
        registered.IsAssignableFrom(type) || registered.IsGenericTypeDefinition && (type.IsGenericType && type.GetGenericTypeDefinition() == registered || type.GetInterfaces().Any(one => one.IsGenericType && one.GetGenericTypeDefinition() == registered));
}
