using WhiteBoxLab.Kernel.Running;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Serving;

/// <summary>Where a command is handled.</summary>
internal enum CommandLane
{
    /// <summary>On the thread that reads: only what takes no time.</summary>
    AtOnce,

    /// <summary>Beside the running cell: what may look at user objects.</summary>
    Beside,

    /// <summary>In the queue of cells, one after the other.</summary>
    Cells,
}

/// <summary>Answers one type of command. Found by a scan of the assembly: one more command is one more handler.</summary>
internal abstract class CommandHandler
{
    public abstract Type CommandType { get; }

    public abstract CommandLane Lane { get; }

    /// <summary>Whether the kernel <c>csharp</c> answers it, or the composite.</summary>
    public virtual bool AtCSharp => true;

    /// <summary>Handles a command. Unless <see cref="EndsLater"/>, returning means success and an exception failure.</summary>
    public abstract void Handle(KernelCommand command);

    /// <summary>Whether the command goes on when <see cref="Handle"/> returns.</summary>
    public virtual bool EndsLater => false;

    public static IReadOnlyList<CommandHandler> All(KernelHost host) =>
        [.. Discover.Types<CommandHandler>().OrderBy(type => type.Name, StringComparer.Ordinal).Select(type => Make(type, host))];

    // Those that need the rest of the kernel have a constructor that takes it.
    private static CommandHandler Make(Type type, KernelHost host) =>
        (CommandHandler?)type.GetConstructor([typeof(KernelHost)])?.Invoke([host]) ?? Discover.Made<CommandHandler>(type);
}

/// <summary>Answers the command <typeparamref name="T"/>.</summary>
internal abstract class CommandHandler<T> : CommandHandler
    where T : Command
{
    public sealed override Type CommandType => typeof(T);

    public sealed override void Handle(KernelCommand command) => Handle((T)command.Command, command);

    protected abstract void Handle(T what, KernelCommand command);
}
