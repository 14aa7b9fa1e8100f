using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Processes;
using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Reports;

namespace Nuke.Docker.BuildKit.Builds.Internal;

/// <summary>A single image, built with <c>docker buildx build</c>.</summary>
internal sealed class BuildxForm(BuildxBuildSettings settings, BuildxBuildOptions options) : BuildForm([PartOf(settings, options)])
{
    private RewrittenImage? _rewritten;

    public override DockerSettings Command => settings;

    public override bool Pushes => settings.Push is true;

    public override ProgressStyle Style => StyleOf(settings.Progress);

    public override DockerSettings Prepare(RunFiles files)
    {
        var build = Parts[0].Build;
        _rewritten = RewrittenImage.Of(build, files.ImageFile, () => BuildValidation.ReadFacts(settings, [settings]).Driver);
        return (_rewritten?.Build ?? build) with { Progress = ProgressMode.RawJson, MetadataFile = files.MetadataFile };
    }

    public override async Task<ProcessResult?> DeliverAsync(Action<OutputLine> onLine, TimeProvider time, CancellationToken cancellationToken) =>
        _rewritten is null ? null : await _rewritten.DeliverAsync(onLine, time, cancellationToken);

    public override IEnumerable<DockerSettings> SettingsWithSecrets(DockerSettings command) => [command];

    public override IReadOnlyDictionary<string, MetadataFile> ReadMetadata(string metadataFile) =>
        MetadataFile.Read(metadataFile) is { } metadata ? new Dictionary<string, MetadataFile> { [Parts[0].Name] = metadata } : [];

    private static BuildPart PartOf(BuildxBuildSettings settings, BuildxBuildOptions options)
    {
        var image = options.Image ?? settings.Tag?.FirstOrDefault()?.Familiar ?? "image";
        return new BuildPart(image, settings) { Image = image, Cache = options.Cache, ReportDirectory = options.ReportDirectory };
    }
}
