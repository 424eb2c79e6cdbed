namespace WhiteBoxLab.Kernel.Displays;

/// <summary>A formatter calls itself without end. Not told in the place of the value but as the error of its cell.</summary>
internal sealed class FormatterLoopException(Type type, string mimeType)
    : Exception(
        $"The formatter of {PlainText.NameOf(type)} for {mimeType} calls itself without end. Have it format a part of the "
            + $"value, or register it for one form and call another."
    );
