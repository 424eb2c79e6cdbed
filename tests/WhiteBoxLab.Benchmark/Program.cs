using System.Globalization;
using TorchSharp;
using WhiteBoxLab;
using WhiteBoxLab.Benchmark;
using WhiteBoxLab.Protocol;

// dotnet run -c Release --project tests/WhiteBoxLab.Benchmark [-- ROUNDS [ROW,ROW...]]: measures, prints, and with no rows named writes
// docs/speed.md.
// ... -- kernel FOLDER [FOREIGN COMMAND]: measures the kernel's program in a folder, beside another .NET Interactive kernel where one is
// named, and writes docs/kernel.md.
// ... -- rivals FOLDER NAME COMMAND: sets the kernel's program in a folder beside another .NET Interactive kernel, and writes the table in
// README.md.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["kernel", var folder, ..])
    return await KernelPage.WriteAsync(folder, args.Length > 2 ? args[2] : null);
if (args is ["rivals", var ours, var name, var command])
    return await RivalTable.WriteAsync(ours, name, command);
if (PassiveThreads.StartedAgain(args) is { } exit)
    return exit;
NativeHeap.KeepFreedMemory();
if (args is ["trial"])
{
    Machine.ServeTrials(Console.In, Console.Out);
    return 0;
}
Machine.Remember(DataFolder.Machine(DataFolder.Usual), Environment.ProcessPath!, "trial"); // a program has a path
int rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 11;
string[] only = args.Length > 1 ? args[1].Split(',') : [];
using Network lite = Network.EfficientNetLite0(),
    resnet = ResNetArchitecture.ResNet18.Build(seed: 1),
    deeper = ResNetArchitecture.ResNet50.Build(seed: 1),
    dense = DenseNetArchitecture.DenseNet121.Build(seed: 1);
using torch.Tensor input = lite.InputOf(Photo.Sample("chelsea"));
Results[] results = [.. new[] { lite, resnet, deeper, dense }.Select(n => Measurement.Run(n, input, Rows.Of(n, input, only), rounds))];
string page = SpeedPage.Write(results);
Console.WriteLine(page);
if (only.Length == 0)
    File.WriteAllText(Path.Combine(SpeedPage.Folder(), "speed.md"), page);
return 0;
