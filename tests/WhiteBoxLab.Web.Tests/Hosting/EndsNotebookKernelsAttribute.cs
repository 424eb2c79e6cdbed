using System.Diagnostics;
using System.Reflection;
using Xunit.v3;

[assembly: WhiteBoxLab.Web.Tests.EndsNotebookKernels]

namespace WhiteBoxLab.Web.Tests;

/// <summary>
/// After each test the kernels of its notebooks end: the lab keeps them for hours on purpose, and a hundred tests would fill the memory of
/// a small machine.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class EndsNotebookKernelsAttribute : BeforeAfterTestAttribute
{
    public override void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        foreach (Process kernel in Lab.AllKernels.Where(one => IsOfNotebook(one.Id)))
            kernel.Kill(entireProcessTree: true);
    }

    private static bool IsOfNotebook(int id)
    {
        try
        {
            return Lab.IsBelow(id, Environment.ProcessId)
                && File.ResolveLinkTarget($"/proc/{id}/cwd", false)?.FullName is { } folder
                && folder.StartsWith(Path.Combine(Path.GetTempPath(), "whiteboxlab-"), StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false; // gone meanwhile
        }
    }
}
