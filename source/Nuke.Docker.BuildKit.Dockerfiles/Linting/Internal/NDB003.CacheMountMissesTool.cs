using System.Globalization;
using Nuke.Docker.BuildKit.Dockerfiles.Editing;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions.Mounts;
using Nuke.Docker.BuildKit.Dockerfiles.Steps;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

internal sealed class CacheMountMissesTool() : DockerfileRule(new("NDB003", LintSeverity.Warning)
{
    Cause = "the cache mount is not the tool's cache directory, or belongs to another user",
    Cost = "the mount stays empty, and the cache is stored in the image",
    Cure = "mount the cache directory of the user in effect, with uid and gid",
    Notes = """
        After `USER app` (1000): `--mount=type=cache,target=/home/app/.cache/pip,uid=1000,gid=1000`. A mount belongs to root unless it sets another owner,
        and another owner means another cache.

        Poetry creates its environments in its cache directory unless `POETRY_VIRTUALENVS_CREATE=false`, `POETRY_VIRTUALENVS_IN_PROJECT=true`,
        `poetry config` or `poetry.toml` say otherwise. A mount of the whole directory then takes the environment out of the image.
        """,
    Fixer = "corrects the directory and the owner if the user's id is known.",
})
{
    public override IEnumerable<LintFinding> Check(LintSubject subject)
    {
        foreach (var (step, tool, folder) in Needs(subject))
        {
            if (step.CacheAt(folder) is { } mount)
            {
                if (CacheMounts.ContainsEnvironments(subject, step, tool, folder))
                    yield return Found(subject, mount.Span, EnvironmentProblem(folder));
                else if (OwnerProblem(step, mount) is { } problem)
                    yield return Found(subject, mount.Span, problem);
            }
            else if (CacheMounts.Misplaced(step, tool) is { } other)
            {
                yield return Found(subject, other.Span, $"{tool.Name} keeps its cache in {folder} for user {step.User.Name}, but the mount is at {other.Path}");
            }
        }
    }

    public override IEnumerable<Proposal> Fix(LintSubject subject) => CorrectOwners(subject).Concat(MoveMounts(subject));

    private static IEnumerable<(RunStep Step, PackageTool Tool, string Folder)> Needs(LintSubject subject) =>
        subject.Steps.SelectMany(step => CacheMounts.Needs(step).Select(need => (step, need.Tool, need.Folder)));

    private IEnumerable<Proposal> CorrectOwners(LintSubject subject)
    {
        foreach (var (step, _, folder) in Needs(subject).Where(need => need.Step.User.Uid is > 0))
        {
            if (step.CacheAt(folder) is not { Uid: null, Mode: null } mount || subject.Dockerfile.TextOf(mount.Span).Contains('"', StringComparison.Ordinal))
                continue;
            var owner = string.Create(CultureInfo.InvariantCulture, $",uid={step.User.Uid},gid={step.User.Gid ?? step.User.Uid}");
            var fix = Propose(step.Run, $"make {step.User.Name} the owner of the cache mount at {mount.Path}", new TextEdit(mount.Span.End, 0, owner));
            yield return fix with { Needs = CacheMounts.Condition(subject, step, folder), Paths = [$"{folder}/"] };
        }
    }

    private IEnumerable<Proposal> MoveMounts(LintSubject subject)
    {
        foreach (var (step, tool, folder) in Needs(subject).Where(need => need.Step.User.Uid is not null && need.Folder.StartsWith('/')))
        {
            if (step.CacheAt(folder) is not null
                || CacheMounts.Misplaced(step, tool) is not { Target: { } target } mount
                || !target.Contains(".cache", StringComparison.Ordinal))
            {
                continue;
            }

            var at = subject.Dockerfile.TextOf(mount.Span).IndexOf(target, StringComparison.Ordinal);
            var edit = new TextEdit(mount.Span.Start + at, target.Length, folder);
            var fix = Propose(step.Run, $"move the cache mount to {folder}, {tool.Name}'s cache directory", edit);
            if (at >= 0)
                yield return fix with { Needs = CacheMounts.Condition(subject, step, folder), Paths = [$"{folder}/", $"{mount.Path}/"] };
        }
    }

    private static string EnvironmentProblem(string folder) =>
        $"Poetry creates the environment in {folder}/virtualenvs, which is in the mount, not in the image; mount {folder}/cache and {folder}/artifacts, "
        + "or set POETRY_VIRTUALENVS_IN_PROJECT=true";

    private static string? OwnerProblem(RunStep step, CacheRunMount mount)
    {
        var everyone = mount.Mode is { } mode && (mode & 2) != 0;
        if (step.User.IsRoot || everyone || mount.Path!.StartsWith("/var/", StringComparison.Ordinal))
            return null;
        if (step.User.Uid is not { } uid)
            return mount.Uid is null ? $"the mount belongs to root, but the step runs as {step.User.Name}; add the uid and gid of that user" : null;
        var owner = mount.Uid ?? 0;
        return owner == uid
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"the mount belongs to user {owner}, but the step runs as {step.User.Name}; add uid={uid},gid={step.User.Gid ?? uid}");
    }
}
