using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions.Mounts;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

internal sealed class UnpinnedBase() : DockerfileRule(new("NDB018", LintSeverity.Warning)
{
    Cause = "an image has no version",
    Cost = "a later build may use another image, and then builds all layers again",
    Cure = "name a tag such as 3.13-slim, or pin the image by digest",
    Notes = """
        A tag such as `slim` or `alpine` is moved to each new version. The rule also checks the images that `COPY --from` and `RUN --mount` use. A digest
        (`@sha256:…`) is the strictest version. `DockerInit --pin-base-image` writes one.
        """,
})
{
    // Tags that are moved to each new version.
    private static readonly HashSet<string> s_moving =
    [
        "latest", "slim", "alpine", "stable", "edge", "nightly", "main", "master", "develop", "dev", "rolling", "lts", "current", "mainline", "testing",
        "unstable", "sid", "full", "debian", "ubuntu", "python", "debug", "nonroot", "runtime", "base", "root",
    ];

    // Versions of Debian and Ubuntu, but not of the program in an image of another name.
    private static readonly HashSet<string> s_releases =
        ["bullseye", "bookworm", "trixie", "forky", "focal", "jammy", "noble", "plucky", "questing", "buster", "stretch", "bionic"];

    public override IEnumerable<LintFinding> Check(LintSubject subject)
    {
        foreach (var stage in subject.Dockerfile.Stages)
        {
            if (stage.BaseStage is null && IsUnpinned(stage.Base))
                yield return Found(subject, stage.From.Image.Span, Message(stage.Base));
            var copies = stage.Instructions.OfType<CopyInstruction>();
            foreach (var copy in copies.Where(copy => copy is { From: { } from, FromStage: null } && IsImage(from) && IsUnpinned(from)))
                yield return Found(subject, copy, Message(copy.From!));
            var mounts = stage.Instructions.OfType<RunInstruction>().SelectMany(run => run.Mounts).OfType<SourcedRunMount>();
            foreach (var mount in mounts.Where(mount => mount is { From: { } from, FromStage: null } && IsImage(from) && IsUnpinned(from)))
                yield return Found(subject, mount.Span, Message(mount.From!));
        }
    }

    private static string Message(string image) => $"{image} may be another image tomorrow; name a version";

    // A name without a registry, a path and a tag may be a named context.
    private static bool IsImage(string from) => from.AsSpan().IndexOfAny('/', ':') >= 0;

    private static bool IsUnpinned(string image)
    {
        var name = image[(image.LastIndexOf('/') + 1)..];
        if (image == "scratch" || image.Contains('$', StringComparison.Ordinal) || name.Contains('@', StringComparison.Ordinal))
            return false;
        if (name.Split(':', 2) is not [var repository, var tag])
            return true;
        var words = tag.Split('-');
        return words.All(word => s_moving.Contains(word) || s_releases.Contains(word))
            && !(repository is "debian" or "ubuntu" or "buildpack-deps" && words.Any(s_releases.Contains));
    }
}
