using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.DotNet.Interactive.Formatting;

namespace WhiteBoxLab.Kernel.Displays;

/// <summary>
/// The formatters of .NET Interactive that cells register (<c>Formatter.Register</c>), and what is HTML by its type; its own defaults are
/// not
/// asked. Until a cell or a package loads that library there is nothing to ask, and it costs no start-up time.
/// </summary>
internal static class UserFormatters
{
    private const string Library = "Microsoft.DotNet.Interactive.Formatting",
        HtmlContent = "IHtmlContent";

    private static bool isLoaded;

    static UserFormatters()
    {
        AppDomain.CurrentDomain.AssemblyLoad += (_, loaded) => Note(loaded.LoadedAssembly);
        foreach (Assembly assembly in AppDomain.CurrentDomain.GetAssemblies())
            Note(assembly);
    }

    /// <summary>Whether the library is loaded.</summary>
    public static bool AreThere => Volatile.Read(ref isLoaded);

    /// <summary>A value as a registered formatter makes it; null where none is registered for it and the form.</summary>
    /// <exception cref="FormatterLoopException">The formatter calls itself.</exception>
    public static string? Of(object value, string mimeType) =>
        FormsOf(value.GetType()).Contains(mimeType) ? Formatted(value, mimeType) : null;

    /// <summary>The forms that formatters are registered for; none where no formatter is.</summary>
    public static IReadOnlyList<string> FormsOf(Type type) => AreThere && !InteractiveFormatter.Brings(type) ? Registered(type) : [];

    /// <summary>Sees to it that formatters which call themselves are stopped.</summary>
    public static void Guard()
    {
        if (AreThere)
            GuardThem();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void GuardThem() => FormatterGuard.GuardAll();

    [MethodImpl(MethodImplOptions.NoInlining)] // what names the library's types must not be looked at before it is there
    private static string[] Registered(Type type)
    {
        if (type.GetInterfaces().Any(one => one.Name == HtmlContent))
            return ["text/html"]; // by its type, such as a PocketView
        FormatterGuard.GuardAll();
        return
        [
            .. Formatter
                .RegisteredFormatters(includeDefaults: false)
                .Where(one => Fits(one.Type, type))
                .Select(one => one.MimeType)
                .Distinct(),
        ];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string Formatted(object value, string mimeType) => value.ToDisplayString(mimeType);

    private static bool Fits(Type registered, Type type) =>
        registered.IsAssignableFrom(type)
        || registered.IsGenericTypeDefinition
            && type.GetInterfaces().Append(type).Any(one => one.IsGenericType && one.GetGenericTypeDefinition() == registered);

    private static void Note(Assembly assembly)
    {
        if (assembly.GetName().Name == Library)
            Volatile.Write(ref isLoaded, true);
    }
}
