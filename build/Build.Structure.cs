using Nuke.Common;
using Serilog;

partial class Build
{
    const string StructureProject = "tools/Structure/Structure.csproj";

    Target Structure => _ => _
        .Description("Print the folders of each library, what they use, and circles among them")
        .Executes(() =>
        {
            var assemblies = s_libraries.Append("Nuke.Docker.BuildKit.Components").Select(project =>
            {
                DotNet($"build source/{project}/{project}.csproj -c Release -nologo -v:q");
                return $"source/{project}/bin/Release/net10.0/{project}.dll";
            }).ToList();
            var run = DotNet(
                $"run --project {StructureProject} -c Release -- {string.Join(' ', assemblies)}",
                check: false,
                print: line => Log.Information("{Line:l}", line));
            Assert.True(run.ExitCode == 0, "Folders use each other in circles: see above");
        });
}
