namespace WhiteBoxLab.Web.Settings;

/// <summary>
/// What the lab can be told, read once at its start. Each property is the setting of its name under <c>Lab</c>: its summary says what it
/// does, its value what may be given and what holds where nothing is.
/// The table in docs/settings.md is made from both.
/// </summary>
public sealed record LabSettings
{
    /// <summary>
    /// The folder of what belongs into no notebook's file: runs, photos and maps, journals, what cells print beyond the limit, the rooms of
    /// sandboxes, what was found out about the machine, the keys of cookies. Labs of one machine with the same folder know of each other: a
    /// run begun in one is seen going in the others.
    /// </summary>
    /// <value>A path. Without it that of the variable <c>WHITEBOXLAB_DATA</c>, or else <c>WhiteBoxLab</c> in the user's folder for local
    /// data.</value>
    public string? Data { get; init; }

    /// <summary>The folder of the notebooks.</summary>
    /// <value>A path. Without it <c>notebooks</c> beside the app where it is published, or else that of the repository.</value>
    public string? Notebooks { get; init; }

    /// <summary>What opens the lab. On the command line <c>--token</c> and <c>--password</c> say the same and go first.</summary>
    /// <value>At least 8 characters. Without it one is drawn at every start where only this machine can reach the lab; where others can,
    /// the lab does not open.</value>
    public string? Token { get; init; }

    /// <summary>
    /// The file that the token stands in, so that it stands on no command line and in no environment. A token that is given by itself goes
    /// first.
    /// </summary>
    /// <value>A path. None unless set.</value>
    public string? TokenFile { get; init; }

    /// <summary>
    /// More names under which the lab answers, such as that of a proxy in front of it. Where there are some, what a proxy on this machine
    /// says of a visitor (<c>X-Forwarded-For</c>, <c>-Proto</c>, <c>-Host</c>, <c>-Prefix</c>) is believed. Under a name that it does not
    /// know it answers nothing.
    /// </summary>
    /// <value>Names, separated by semicolons. Without it those in <c>--urls</c>, and where others can reach it this machine's name and
    /// numbers.</value>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>The folder of the kernel's program.</summary>
    /// <value>A path. Without it <c>kernel</c> beside the app where it is published, or else where the build put it.</value>
    public string? Kernel { get; init; }

    /// <summary>
    /// Whether kernels get ready for the first cell, map and completion while nobody asks. Where not, they compute nothing before they are
    /// asked.
    /// </summary>
    /// <value><c>true</c> or <c>false</c>; <c>true</c> unless set.</value>
    public bool Warm { get; init; } = true;

    /// <summary>
    /// How many kernels of the lab's own wait warm for the next notebook, a restart, or in the place of one that had to be ended. Each
    /// takes about 400 MB.
    /// </summary>
    /// <value>A number from 0 to 16; 1 unless set.</value>
    public int SpareKernels { get; init; } = 1;

    /// <summary>
    /// After how many minutes with nothing to do a notebook's kernel ends. Where the machine's memory runs short, one that nobody looks at
    /// ends after a minute whatever this says.
    /// </summary>
    /// <value>A number such as 30 or 0.5; 0 is never; 240 unless set.</value>
    public double IdleKernelMinutes { get; init; } = 240;

    /// <summary>
    /// The most memory of each kernel in MB, the Explorer's as well. A cell that wants more gets an exception, and the kernel lives.
    /// </summary>
    /// <value>A whole number from 512; no limit unless set.</value>
    public int? KernelMemory { get; init; }

    /// <summary>
    /// Whether each kernel lives in a sandbox (bubblewrap 0.7 or later): those of notebooks, and the Explorer's, which decodes photos.
    /// </summary>
    /// <value><c>off</c>, <c>auto</c> (where bubblewrap works) or <c>on</c> (or else the lab does not open); <c>off</c> unless set.</value>
    public SandboxWish KernelSandbox { get; init; }

    /// <summary>
    /// How much what kernels in sandboxes make for a folder of notebooks may take on disk together, in MB: files beside notebooks,
    /// packages, long outputs. It is looked at every half minute; a cell that runs then is stopped.
    /// </summary>
    /// <value>A whole number from 512; 20000 unless set.</value>
    public int KernelDisk { get; init; } = 20_000;

    /// <summary>Whether a sandbox has network. Without it <c>#r "nuget: ..."</c> finds what is on this machine.</summary>
    /// <value><c>true</c> (or <c>1</c>) or <c>false</c> (or <c>0</c>); <c>false</c> unless set.</value>
    public bool KernelNetwork { get; init; }

    /// <summary>The kernel of notebooks that name none.</summary>
    /// <value>A name of the lab's list of kernels, or a command such as <c>dotnet interactive [vscode] stdio</c>. Without it the lab's own,
    /// <c>whiteboxlab</c>.</value>
    public string? NotebookKernel { get; init; }

    /// <summary>One more kernel in the lab's list, by its name. A notebook's file names one of the list, never a command.</summary>
    /// <value>Its command, such as <c>dotnet interactive [vscode] stdio</c>. Its name may be any but the lab's own two, <c>whiteboxlab</c>
    /// and <c>lab-default</c>. None unless set.</value>
    public IReadOnlyList<(string Name, string Command)> Kernels { get; init; } = [];

    /// <summary>Reads the settings, whether they come from the command line, the environment or a file.</summary>
    /// <param name="configuration">The app's.</param>
    /// <exception cref="LabCannotOpenException">A setting makes no sense, or there is none of its name.</exception>
    public static LabSettings From(IConfiguration configuration)
    {
        SettingReader read = new(configuration.GetSection(SettingReader.Section));
        read.RefuseUnknown();
        LabSettings usual = new();
        return new LabSettings
        {
            Data = read.Text(nameof(Data)),
            Notebooks = read.Text(nameof(Notebooks)),
            Token = configuration["token"] ?? configuration["password"] ?? read.Text(nameof(Token)) ?? read.FileText(nameof(TokenFile)),
            TokenFile = read.Text(nameof(TokenFile)),
            Hosts = read.Names(nameof(Hosts)),
            Kernel = read.Text(nameof(Kernel)),
            Warm = read.Warm(nameof(Warm)) ?? usual.Warm,
            SpareKernels = read.Spares(nameof(SpareKernels)) ?? usual.SpareKernels,
            IdleKernelMinutes = read.Minutes(nameof(IdleKernelMinutes)) ?? usual.IdleKernelMinutes,
            KernelMemory = read.Memory(nameof(KernelMemory)),
            KernelDisk = read.Memory(nameof(KernelDisk)) ?? usual.KernelDisk,
            KernelSandbox = read.Sandbox(nameof(KernelSandbox)) ?? usual.KernelSandbox,
            KernelNetwork = read.Network(nameof(KernelNetwork)) ?? usual.KernelNetwork,
            NotebookKernel = read.Text(nameof(NotebookKernel)),
            Kernels = read.Commands(nameof(Kernels)),
        };
    }

    /// <summary>The type's name alone, so that the token gets into no log.</summary>
    public override string ToString() => nameof(LabSettings);
}
