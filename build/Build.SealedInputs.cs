using Nuke.Common;
using Nuke.Common.IO;
using Nuke.Common.Tooling;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Components;
using SealedInputs;
using Serilog;

// If Docker Hub or PyPI can't be reached, stand-ins made from Debian's packages replace them. They are part of this repository's build,
// not of the add-in.
partial class Build
{
    const string PythonImage = "python:3.13-slim";

    SealedInput? _sealedInput;

    [Parameter("Folder for the stand-ins of base image and package index, which clones can share")]
    readonly AbsolutePath? SealedInputsDirectory;

    Target PrepareInputs => _ => _
        .Description("Create stand-ins for the Python base image and the package index if the real ones can't be reached")
        .DependentFor<IDockerBuild>(x => x.DockerBuild)
        .DependentFor<IDockerBake>(x => x.DockerBake)
        .DependentFor<IDockerUp>(x => x.DockerUp)
        .DependentFor<IDockerRebuild>(x => x.DockerRebuild)
        .DependentFor<IDockerLint>(x => x.DockerLint)
        .DependentFor<IDockerPredict>(x => x.DockerPredict)
        .DependentFor<IDockerCacheMounts>(x => x.DockerCacheMountsExport)
        .DependentFor<IDockerCacheMounts>(x => x.DockerCacheMountsImport)
        .Executes(async () =>
        {
            var connection = await this.ConnectDockerAsync();
            var directory = SealedInputsDirectory ?? TemporaryDirectory / "sealed-inputs";
            _sealedInput = await SealedInput.PrepareAsync(connection, directory, PythonImage, line => Log.Information("{Line:l}", line));
        });

    Configure<BuildxBuildSettings, DockerImage> IDockerBuild.DockerBuildImageSettings => (settings, _) => settings
        .WhenNotNull(_sealedInput?.PythonImage, (_, image) => _.AddBuildArg("PYTHON_IMAGE", image))
        .WhenNotNull(_sealedInput?.PipConfig, (_, file) => _.AddSecret(BuildSecret.FromFile("pip", file)));
}
