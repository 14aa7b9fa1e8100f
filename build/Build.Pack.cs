using Nuke.Common;
using Nuke.Common.IO;
using Nuke.Common.Tooling;
using Nuke.Common.Utilities.Collections;
using Serilog;

partial class Build
{
    static readonly string[] s_libraries =
        ["Nuke.Docker.BuildKit.Text", "Nuke.Docker.BuildKit.Python", "Nuke.Docker.BuildKit.Dockerfiles", "Nuke.Docker.BuildKit"];

    static readonly string[] s_shippedLibraries = [.. s_libraries, "Nuke.Docker.BuildKit.Components"];

    const string EmbeddedHostProject = "source/Nuke.EmbeddedHost/Nuke.EmbeddedHost.csproj";
    const string TemplatesProject = "templates/Nuke.Docker.BuildKit.Templates.csproj";
    const string ToolProject = "source/Nuke.Docker.BuildKit.Tool/Nuke.Docker.BuildKit.Tool.csproj";
    const string ComponentsProject = "source/Nuke.Docker.BuildKit.Components/Nuke.Docker.BuildKit.Components.csproj";

    [Parameter("Prefix of the package ids, such as Acme.BuildKit. Default: Nuke.Docker.BuildKit")]
    readonly string? PackageIdBase;

    [Parameter("Pack the components for Fallout, NUKE's successor, as well: a feed must have the package Fallout.Common")]
    readonly bool WithFallout;

    [Parameter("Platforms to pack the tool for, such as linux-x64; any is the tool that isn't compiled ahead of time. Default: all that are released")]
    readonly string[]? ToolRuntimes;

    AbsolutePath PackagesDirectory => RootDirectory / "artifacts" / "packages";

    Target Pack => _ => _
        .Description("Pack the libraries, the components for each host, the tool and the templates into artifacts/packages")
        .Produces(PackagesDirectory / "*.nupkg")
        .Executes(() =>
        {
            PackagesDirectory.CreateOrCleanDirectory();
            var host = HostOf(ComponentsProject);
            s_libraries.ForEach(library => PackProject($"source/{library}/{library}.csproj"));
            PackProject(EmbeddedHostProject);
            PackProject(TemplatesProject);
            PackTool();
            if (WithFallout)
                PackProject(ComponentsProject, "fallout");
            // The host of this build comes last: what is restored then is what the next compilation of this repository expects.
            PackProject(ComponentsProject, "embedded");
            if (host == "nuget")
                PackProject(ComponentsProject, "nuget");
            else
                Log.Warning("The components for Nuke.Common are omitted: no feed has that package");

            var packages = PackagesDirectory.GlobFiles("*.nupkg").Select(file => file.Name).Order().ToList();
            Log.Information("{Packages:l}", string.Join(", ", packages));
            ReportSummary(_ => _.AddPair("Packages", packages.Count));
        });

    IProcess PackProject(string project, string? host = null, string properties = "", bool check = true) => DotNet(
        $"pack {project} -c Release -o {PackagesDirectory:dn} -nologo -v:q {PathProperties} {ReleaseProperties}"
        + $"{(host is null ? "" : $"-p:NukeHost={host} ")}{properties}",
        check: check);

    // Never something else in silence: what a package contains doesn't depend on the machine that packs it.
    void PackTool()
    {
        var runtimes = ToolRuntimes is null ? "" : $"-p:ToolRuntimes={string.Join("%3B", ToolRuntimes)}";
        var process = PackProject(ToolProject, "embedded", $"-p:PackForRuntimes=true {runtimes}", check: false);
        if (process.Output.Any(line => line.Text.Contains("Microsoft.NETCore.App.", StringComparison.Ordinal)
            && line.Text.Contains("error NU", StringComparison.Ordinal)))
        {
            Assert.Fail("The tool can't be compiled ahead of time for all platforms: no feed has the package named above in the version that this SDK needs. "
                + "Add a feed that has it, or choose the platforms: --tool-runtimes linux-x64 any, or any alone, which needs no compiler.");
        }

        process.AssertZeroExitCode();
    }

    // Symbols contain the paths of source files: replace those of this machine. For SourceLink, the SDK does it, with the addresses of the repository.
    string PathProperties => RepositoryUrl is null
        ? $"-p:PathMap={RootDirectory}=/_"
        : "-p:ContinuousIntegrationBuild=true -p:PublishRepositoryUrl=true";

    static string HostOf(string project) =>
        DotNet($"msbuild {project} -nologo -getProperty:NukeHost").Output.Select(line => line.Text.Trim()).LastOrDefault(text => text.Length > 0) ?? "";
}
