using Nuke.Docker.BuildKit.Dockerfiles.Steps;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

internal sealed class AptWithoutCache() : DockerfileRule(new("NDB022", LintSeverity.Note)
{
    Cause = "apt installs without a cache mount",
    Cost = "one new package downloads all the others again",
    Cure = "mount /var/cache/apt and /var/lib/apt with sharing=locked, and remove docker-clean",
    Notes = """
        ```dockerfile
        RUN rm -f /etc/apt/apt.conf.d/docker-clean
        RUN --mount=type=cache,target=/var/cache/apt,sharing=locked \
            --mount=type=cache,target=/var/lib/apt,sharing=locked \
            apt-get update && apt-get install -y --no-install-recommends libpq5
        ```

        Remove `rm -rf /var/lib/apt/lists/*` then: it would empty the mount.
        """,
})
{
    public override IEnumerable<LintFinding> Check(LintSubject subject) => CacheMounts.Missing(subject)
        .Where(missing => missing.Tool == PackageTool.Apt)
        .Select(missing => Found(subject, missing.Step.Run, CacheMounts.MissingMessage(subject, missing.Step, missing.Tool, missing.Folder)));
}
