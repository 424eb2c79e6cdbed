using WhiteBoxLab.Web.Notebooks.Outputs;
using WhiteBoxLab.Web.Settings;

namespace WhiteBoxLab.Web.Tests;

/// <summary>All that a cell printed can be had, where a kernel kept it, and nothing else by that way.</summary>
public sealed class WholeOutputTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("whiteboxlab-").FullName;

    [Theory]
    [InlineData("outputs")]
    [InlineData("rooms/one/outputs")]
    public void The_file_that_the_mark_of_a_cut_names_is_found_in_the_labs_own_folders(string home)
    {
        string file = Write($"{home}/cell-3-0a1b2c3d.txt");

        Assert.Equal(file, Outputs.FileOf(Marked("/elsewhere/cell-3-0a1b2c3d.txt")));
        Assert.Equal(file, Outputs.FileOf(CutText.Of(Marked("/elsewhere/cell-3-0a1b2c3d.txt") + new string('x', 5000), 1000)));
        Assert.Null(Outputs.FileOf(Marked("/elsewhere/cell-4-0a1b2c3d.txt")));
    }

    [Fact]
    public void A_link_and_any_other_name_are_none()
    {
        string outside = Write("outside.txt");
        Directory.CreateDirectory(Path.Combine(folder, "outputs"));
        File.CreateSymbolicLink(Path.Combine(folder, "outputs", "cell-3-0a1b2c3d.txt"), outside);

        Assert.Null(Outputs.FileOf(Marked("cell-3-0a1b2c3d.txt")));
        Assert.Null(Outputs.FileOf(Marked(outside)));
        Assert.Null(Outputs.FileOf("nothing was cut"));
    }

    [Fact]
    public void A_frame_forbids_WebRTC_where_the_browser_knows_the_word() =>
        Assert.All([true, false], foreign => Assert.Contains("webrtc 'block'", OutputFrame.Policy(foreign), StringComparison.Ordinal));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private WholeOutputs Outputs => new(new LabFolders(folder, folder));

    private static string Marked(string path) => $"head\n... 12 characters are left out here. All that it printed is in {path} ...\ntail";

    private string Write(string name)
    {
        string file = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!); // it lies in a folder
        File.WriteAllText(file, "all");
        return file;
    }
}
