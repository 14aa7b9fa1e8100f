using Nuke.Common;
using Nuke.Common.IO;

// Dockerfiles of real projects find more mistakes in a parser than those of its author.
partial class Build
{
    [Parameter("Folder of Dockerfiles for CheckDockerfiles; files can have any name")]
    readonly AbsolutePath? Dockerfiles;

    AbsolutePath DockerfileFixesFile => RootDirectory / "artifacts" / "dockerfile-fixes.diff";

    Target CheckDockerfiles => _ => _
        .Description("Compare parser, linter and fixer with BuildKit over a folder of Dockerfiles, and write the fixes as a diff")
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
            Assert.True(run.ExitCode == 0, $"Results for {Dockerfiles} differ from BuildKit: see above");
        });
}
