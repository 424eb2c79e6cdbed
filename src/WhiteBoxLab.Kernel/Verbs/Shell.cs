using WhiteBoxLab.Kernel.Running;

namespace WhiteBoxLab.Kernel.Verbs;

/// <summary>From the words of a command line to an exit code. The border where the exceptions of verbs stop.</summary>
internal static class Shell
{
    public static int Run(IReadOnlyList<string> words)
    {
        IReadOnlyList<Verb> verbs = Verb.All();
        Verb? verb = verbs.FirstOrDefault(one => words is [var name, ..] && one.Name == name);
        bool help = words.Any(word => word is "--help" or "-h");
        if (verb is null)
            return help || words is ["help"] ? Print(Overview(verbs)) : Complain(Unknown(words, verbs), ExitCode.BadArguments);
        return help ? Print(verb.Help) : Run(verb, [.. words.Skip(1)]);
    }

    private static int Run(Verb verb, IReadOnlyList<string> line)
    {
        if (!verb.ServesClient)
            NativeLog.Take(verb.Name);
        try
        {
            return verb.Run(line);
        }
        catch (UsageException exception)
        {
            return Complain($"{exception.Message} Try '{verb.Name} --help'.", ExitCode.BadArguments);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Complain(exception.Message, ExitCode.BadInput);
        }
    }

    private static string Unknown(IReadOnlyList<string> words, IReadOnlyList<Verb> verbs)
    {
        string names = string.Join(", ", verbs.Select(verb => verb.Name));
        return words.Count == 0 ? $"Say what to do: {names}. Try --help." : $"There is no '{words[0]}'. There is {names}. Try --help.";
    }

    private static string Overview(IReadOnlyList<Verb> verbs) =>
        $"WhiteBoxLab.Kernel VERB ...\n\n{string.Join("\n", verbs.Select(verb => $"  {verb.Name, -14}{verb.Summary}"))}\n\nVERB "
        + $"--help tells more.\n\n{ExitCode.Help}";

    private static int Print(string text)
    {
        Console.Out.WriteLine(text);
        return ExitCode.Done;
    }

    private static int Complain(string sentence, int code)
    {
        Console.Error.WriteLine(sentence);
        return code;
    }
}
