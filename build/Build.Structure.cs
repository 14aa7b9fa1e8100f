using Nuke.Common;
using Serilog;

partial class Build
{
    const string StructureProject = "tools/Structure/Structure.csproj";

    Target Structure => _ => _
        .Description("Print the folders of each library, what they use, and circles among them")
        .Executes(() =>
        {
            // Builds the other libraries as well.
            DotNet($"build {ComponentsProject} -c Release -nologo -v:q");
            var assemblies = s_shippedLibraries.Select(project => $"source/{project}/bin/Release/net10.0/{project}.dll");
            var run = DotNet(
                $"run --project {StructureProject} -c Release -- {string.Join(' ', assemblies)}",
                check: false,
                print: line => Log.Information("{Line:l}", line));
            Assert.True(run.ExitCode == 0, "Folders use each other in circles: see above");
        });
}
