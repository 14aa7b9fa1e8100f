using Nuke.Docker.BuildKit.Dockerfiles.Editing;
using Nuke.Docker.BuildKit.Dockerfiles.Steps;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

internal sealed class NoCacheMount() : DockerfileRule(new("NDB002", LintSeverity.Warning)
{
    Cause = "packages are installed without a cache mount",
    Cost = "one new dependency downloads all the others again",
    Cure = "add --mount=type=cache for the tool's cache directory",
    Notes = """
        The directory depends on the tool and on the user: `~/.cache/pip`, `~/.cache/uv`, `~/.cache/pypoetry`, `~/.cache/pdm` or `~/.cache/pipenv`, unless
        `PIP_CACHE_DIR`, `UV_CACHE_DIR`, `POETRY_CACHE_DIR`, `PDM_CACHE_DIR`, `PIPENV_CACHE_DIR` or `XDG_CACHE_HOME` set another one.
        """,
    Fixer = """
        adds the mount if the user's id is known. It does not change a step that empties the directory itself (`rm -rf ~/.cache`, `uv cache clean`),
        because a mount cannot be removed. If Poetry's environment is in its cache directory, it mounts only the directories `cache` and `artifacts` in it:
        the content of a mount is not part of the image. conda links packages from its cache, so that its mount is only reported.
        """,
})
{
    public override IEnumerable<LintFinding> Check(LintSubject subject) => CacheMounts.Missing(subject)
        .Where(missing => missing.Tool != PackageTool.Apt)
        .Select(missing => Found(subject, missing.Step.Run, CacheMounts.MissingMessage(subject, missing.Step, missing.Tool, missing.Folder)));

    public override IEnumerable<Proposal> Fix(LintSubject subject)
    {
        foreach (var (step, tool, folder) in CacheMounts.Missing(subject))
        {
            if (CacheMounts.Safe(subject, step, tool, folder) is { } mounts)
            {
                var fix = Propose(step.Run, $"keep {tool.Name}'s cache at {folder} between builds", Edit.AddMounts(subject.Dockerfile, step.Run, mounts));
                yield return fix with { Needs = CacheMounts.Condition(subject, step, folder), Paths = [$"{folder}/"] };
            }
        }
    }
}
