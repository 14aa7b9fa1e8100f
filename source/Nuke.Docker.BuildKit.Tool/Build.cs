using Nuke.Common;
using Nuke.Common.IO;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Components;
using Nuke.Docker.BuildKit.Components.Internal;
using Nuke.Docker.BuildKit.Scaffolding;
using Nuke.Docker.BuildKit.Scaffolding.Projects;
using Nuke.Docker.BuildKit.Text.Faults;
using Nuke.Docker.BuildKit.Tool.Commands;
using Nuke.Docker.BuildKit.Tool.Folders;

namespace Nuke.Docker.BuildKit.Tool;

/// <summary>The build class that every repository would write: all components, and the images that its Dockerfiles define.</summary>
[DisableDefaultOutput(DefaultOutput.Logo)]
[QuietUnlessBuilding]
internal sealed class Build : NukeBuild, INamesCommands,
    IDockerBuild, IDockerRebuild, IDockerBake, IDockerComposeBuild, IDockerCacheInfo, IDockerCacheClean, IDockerCacheMounts, IDockerContext,
    IDockerDiskUsage, IDockerPrune, IDockerSize, IDockerSync, IDockerUp, IDockerDoctor, IDockerEngineStart, IDockerEngineStop,
    IDockerExplain, IDockerFix, IDockerHistory, IDockerInit, IDockerLint, IDockerPredict, IDockerBuilders, IDockerEnableBuildKit,
    IDockerCiFiles, IDockerStatus, IDockerClean
{
    [Parameter("Folder whose Dockerfiles are meant. Default: the current folder, and if it has none below it, the nearest folder above it")]
    internal readonly AbsolutePath? ContextFolder;

    [Parameter("Dockerfile of the image, whose build context is FOLDER. Default: Dockerfile in the build context")]
    internal readonly AbsolutePath? Dockerfile;

    [Parameter("Name of the image, such as registry.example.com/acme/api, if only one is built. Default: the name of its Python project or folder")]
    internal readonly string? ImageName;

    [Parameter("Tags of the images. Default: latest")]
    internal readonly string[]? ImageTag;

    private IReadOnlyList<DockerImage>? _images;

    IEnumerable<DockerImage> IHazDockerImages.Images => _images ??= FindImages();

    AbsolutePath IHazDockerEngine.DockerEngineDirectory => RepositoryFolders.EngineOf(RootDirectory);

    BuildHost IDockerInit.DockerInitDefaultHost => BuildHost.None;

    string INamesCommands.CommandOf(string target) =>
        $"{CommandLine.Program} {ToolCommands.OfTarget(target)?.Name ?? target}";

    string INamesCommands.ImageArguments =>
        (ImageName is null ? "" : $" --image-name {ImageName}") + (ImageTag is null ? "" : $" --image-tag {string.Join(' ', ImageTag)}");

    IReadOnlyCollection<string> INamesCommands.ImagesOfFolder =>
        ContextFolder is null ? [] : [.. ((IHazDockerImages)this).Images.Select(image => image.Name)];

    protected internal override void OnBuildInitialized()
    {
        var needed = ExecutionPlan.Any(target => ToolCommands.OfTarget(target.Name) is { NeedsImages: true });
        if (needed && ((IHazDockerImages)this).Images.FirstOrDefault() is null)
        {
            throw Failure(
                DockerFaultKind.DockerfileMissing,
                $"There is no Dockerfile in {Folder}, below it or above it in {RootDirectory}. "
                + $"'{CommandLine.Program} init' proposes one for each Python service, and '--apply' writes it.");
        }
    }

    private AbsolutePath Folder => ContextFolder ?? EnvironmentInfo.WorkingDirectory;

    private IReadOnlyList<DockerImage> FindImages()
    {
        var images = Dockerfile is null
            ? DockerfileFinder.Find(RootDirectory, Folder)
            : [DockerfileFinder.Of(Folder) with { Dockerfile = Dockerfile }];
        if (ImageName is not null)
        {
            if (images.Count > 1)
                throw Failure(DockerFaultKind.InvalidSetting, $"--image-name names one image, and {images.Count} would be built. Name a folder with one.");
            images = [.. images.Select(image => Named(image, ImageName))];
        }

        return ImageTag is null ? images : [.. images.Select(image => image with { Tags = [.. ImageTag] })];
    }

    private DockerImage Named(DockerImage image, string name)
    {
        try
        {
            return new DockerImage(name) { Context = image.Context, Dockerfile = image.Dockerfile };
        }
        catch (ArgumentException)
        {
            throw Failure(DockerFaultKind.InvalidSetting, $"'{name}' can't be the name of an image: leave out tag and digest, and use --image-tag.");
        }
    }

    private DockerException Failure(DockerFaultKind kind, string message) => TargetAction.Failure(this, kind, message);
}
