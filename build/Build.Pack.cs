using Nuke.Common;
using Nuke.Common.IO;
using Nuke.Common.Utilities.Collections;
using Serilog;

partial class Build
{
    const string LibraryProject = "source/Nuke.Docker.BuildKit/Nuke.Docker.BuildKit.csproj";
    const string ComponentsProject = "source/Nuke.Docker.BuildKit.Components/Nuke.Docker.BuildKit.Components.csproj";

    [Parameter("What the ids of the packages start with, such as Acme.BuildKit. Default: Nuke.Docker.BuildKit")]
    readonly string? PackageIdBase;

    AbsolutePath PackagesDirectory => RootDirectory / "artifacts" / "packages";

    Target Pack => _ => _
        .Description("Packs the library, and the components where the package Nuke.Common can be restored, into artifacts/packages")
        .Produces(PackagesDirectory / "*.nupkg")
        .Executes(() =>
        {
            PackagesDirectory.CreateOrCleanDirectory();
            PackProject(LibraryProject);

            // A package of the components that depends on the embedded host could be restored nowhere: that host is in no feed.
            if (HostOf(ComponentsProject) == "nuget")
                PackProject(ComponentsProject);
            else
                Log.Warning("The components are left out: no feed here has the package Nuke.Common, which they are published for");

            var packages = PackagesDirectory.GlobFiles("*.nupkg").Select(file => file.Name).Order().ToList();
            Log.Information("{Packages:l}", string.Join(", ", packages));
            ReportSummary(_ => _.AddPair("Packages", packages.Count));
        });

    // The program records the path of its source files: not that of the machine it was packed on.
    void PackProject(string project) => DotNet(
        $"pack {project} -c Release -o {PackagesDirectory:dn} -nologo -v:q -p:PathMap={RootDirectory}=/_ {(PackageIdBase is null ? "" : $"-p:PackageIdBase={PackageIdBase}")}");

    static string HostOf(string project) =>
        DotNet($"msbuild {project} -nologo -getProperty:NukeHost").Output.Select(line => line.Text.Trim()).LastOrDefault(text => text.Length > 0) ?? "";
}
