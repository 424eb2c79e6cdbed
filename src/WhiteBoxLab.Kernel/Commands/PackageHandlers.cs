using WhiteBoxLab.Kernel.Running;
using WhiteBoxLab.Kernel.Serving;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Commands;

/// <summary>Adds a package.</summary>
internal sealed class AddPackageHandler(KernelHost host) : CommandHandler<AddPackage>
{
    public override CommandLane Lane => CommandLane.Cells;

    protected override void Handle(AddPackage what, KernelCommand command) =>
        host.Cells.Await(() =>
            host.Cells.Packages.AddAsync(command, what.PackageName, string.IsNullOrEmpty(what.PackageVersion) ? null : what.PackageVersion)
        );
}

/// <summary>Adds a source of packages.</summary>
internal sealed class AddPackageSourceHandler(KernelHost host) : CommandHandler<AddPackageSource>
{
    public override CommandLane Lane => CommandLane.Cells;

    protected override void Handle(AddPackageSource what, KernelCommand command) => host.Cells.Packages.AddSource(what.PackageSource);
}
