namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

internal sealed class NoDockerignore() : DockerfileRule(new("NDB013", LintSeverity.Warning)
{
    Cause = "the whole context is copied, and no .dockerignore excludes anything",
    Cost = ".git, .venv and .env are copied into the image, and each change of them runs the step again",
    Cure = "add a .dockerignore",
    Notes = "Checked only if the context is an existing directory.",
    Fixer = "writes a .dockerignore that does not exclude files that the Dockerfile or `pyproject.toml` names.",
})
{
    public override bool IsFixedInIgnoreFile => true;

    public override IEnumerable<LintFinding> Check(LintSubject subject)
    {
        if (subject.Context.Directory is null || subject.Context.IgnoreFile is not null)
            yield break;
        if (subject.WholeCopy() is { } copy)
            yield return Found(subject, copy, "the whole directory is sent and copied because it has no .dockerignore; add one");
    }
}
