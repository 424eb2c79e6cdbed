using System.Runtime.CompilerServices;
using Microsoft.DotNet.Interactive.Formatting;

namespace WhiteBoxLab.Kernel.Displays;

/// <summary>
/// Stands before a formatter that a cell registered: where it calls itself without end, that is an exception, and no overflow of the
/// stack, of which the kernel would die.
/// </summary>
/// <param name="inner">The formatter.</param>
internal sealed class FormatterGuard(ITypeFormatter inner) : ITypeFormatter
{
    public string MimeType => inner.MimeType;

    public Type Type => inner.Type;

    /// <summary>Puts one before each formatter that counts and has none.</summary>
    public static void GuardAll()
    {
        foreach (
            (Type type, string mimeType) in Formatter
                .RegisteredFormatters(includeDefaults: false)
                .Select(one => (one.Type, one.MimeType))
                .Distinct()
                .ToArray()
        )
        {
            ITypeFormatter best = Formatter.GetPreferredFormatterFor(type, mimeType);
            if (best is not FormatterGuard && best.Type == type)
                Formatter.Register(new FormatterGuard(best));
        }
    }

    public bool Format(object instance, FormatContext context)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new FormatterLoopException(Type, MimeType);
        return inner.Format(instance, context);
    }
}
