using Nuke.Common;
using Nuke.Common.IO;

// Dockerfiles that people wrote say more about a parser than those that its author made up.
partial class Build
{
    [Parameter("Folder of Dockerfiles for CheckDockerfiles, whatever their names")]
    readonly AbsolutePath? Dockerfiles;

    AbsolutePath DockerfileFixesFile => RootDirectory / "artifacts" / "dockerfile-fixes.diff";

    Target CheckDockerfiles => _ => _
        .Description("Holds parser, linter and fixer against BuildKit over a folder of Dockerfiles, and leaves the fixes as a diff to look at")
        .DependsOn(Compile)
        .Requires(() => Dockerfiles)
        .Produces(DockerfileFixesFile)
        .Executes(() =>
        {
            (RootDirectory / "artifacts").CreateDirectory();
            var run = DotNet(
                "test tests/IntegrationTests -c Release --no-build -nologo --filter TestCategory=DockerfileFolder --logger console;verbosity=detailed",
                new Dictionary<string, string> { ["DOCKER_BUILDKIT_TESTS_DOCKERFILES"] = Dockerfiles!, ["DOCKER_BUILDKIT_TESTS_FIXES"] = DockerfileFixesFile },
                check: false);
            Assert.True(run.ExitCode == 0, $"Not all is as BuildKit has it over {Dockerfiles}: see above");
        });
}
