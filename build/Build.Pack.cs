using Nuke.Common;
using Nuke.Common.IO;
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
            PackProject(ToolProject, "embedded");
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

    void PackProject(string project, string? host = null) => DotNet(
        $"pack {project} -c Release -o {PackagesDirectory:dn} -nologo -v:q {PathProperties} {ReleaseProperties}{(host is null ? "" : $"-p:NukeHost={host}")}");

    // Symbols contain the paths of source files: replace those of this machine. For SourceLink, the SDK does it, with the addresses of the repository.
    string PathProperties => RepositoryUrl is null
        ? $"-p:PathMap={RootDirectory}=/_"
        : "-p:ContinuousIntegrationBuild=true -p:PublishRepositoryUrl=true";

    static string HostOf(string project) =>
        DotNet($"msbuild {project} -nologo -getProperty:NukeHost").Output.Select(line => line.Text.Trim()).LastOrDefault(text => text.Length > 0) ?? "";
}
