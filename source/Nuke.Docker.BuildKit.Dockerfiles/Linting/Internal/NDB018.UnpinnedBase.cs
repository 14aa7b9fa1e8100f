namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

internal sealed class UnpinnedBase() : DockerfileRule(new("NDB018", LintSeverity.Warning)
{
    Cause = "the base image has no version",
    Cost = "a later build may use another image, and then builds all layers again",
    Cure = "name a tag such as 3.13-slim, or pin the image by digest",
    Notes = "A digest (`@sha256:…`) is the strictest version. `DockerInit --pin-base-image` writes one.",
})
{
    public override IEnumerable<LintFinding> Check(LintSubject subject) => subject.Dockerfile.Stages
        .Where(stage => stage.BaseStage is null && IsUnpinned(stage.Base))
        .Select(stage => Found(subject, stage.From.Image.Span, $"{stage.Base} may be another image tomorrow; name a version"));

    private static bool IsUnpinned(string image)
    {
        var name = image[(image.LastIndexOf('/') + 1)..];
        return image != "scratch"
            && !image.Contains('$', StringComparison.Ordinal)
            && !name.Contains('@', StringComparison.Ordinal)
            && (!name.Contains(':', StringComparison.Ordinal) || name.EndsWith(":latest", StringComparison.Ordinal));
    }
}
