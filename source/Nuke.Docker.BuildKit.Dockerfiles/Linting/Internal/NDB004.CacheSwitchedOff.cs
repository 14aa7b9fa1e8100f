using Nuke.Docker.BuildKit.Dockerfiles.Editing;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Steps;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

internal sealed class CacheSwitchedOff() : DockerfileRule(new("NDB004", LintSeverity.Warning)
{
    Cause = "the tool's cache is disabled or deleted",
    Cost = "every run downloads and builds every package",
    Cure = "enable the cache, and mount its directory so that it stays out of the image",
    Notes = """
        `--no-cache-dir` keeps the cache out of the image. A cache mount does that, too, and keeps the cache for the next build. A step that installs from a
        directory (`--no-index`) needs neither. pip disables its cache for each value of `PIP_NO_CACHE_DIR`, also for `false` and `0`: remove the variable.
        `apt-get clean`, `rm -rf /var/lib/apt/lists/*`, `rm -rf ~/.cache` and `uv cache clean` in a step with a cache mount empty the mount, or fail.
        """,
    Fixer = "removes the option or the variable, and adds the mount.",
})
{
    public override IEnumerable<LintFinding> Check(LintSubject subject) =>
        subject.Steps.SelectMany(step => Messages(subject, step).Take(1).Select(message => Found(subject, step.Run, message)));

    // An enabled cache needs a mount, or it ends up in the image: both in one fix.
    public override IEnumerable<Proposal> Fix(LintSubject subject) => subject.Steps.SelectMany(step => Enable(subject, step));

    private static IEnumerable<string> Messages(LintSubject subject, RunStep step)
    {
        foreach (var (tool, command) in step.Installs.Where(install => !CacheMounts.IsOffline(install.Command)))
        {
            var folder = tool.Folder(step.Run.State, command, step.User.Home);
            var mounted = step.CacheAt(folder) is not null;
            if (tool == PackageTool.Apt)
            {
                if (AptLists.Clearing(step) is var (text, place))
                    yield return $"{text} empties the cache mount at {place}; remove the command";
                continue;
            }

            if (mounted && CacheCleaning.Of(step, tool, folder) is { } cleaning)
                yield return $"{cleaning} empties the cache mount at {folder}, or fails because a mount cannot be removed; remove the command";
            else if (tool.Off(step.Run.State, command) is { } off)
            {
                yield return mounted
                    ? $"{off} makes the cache mount at {folder} useless; remove it"
                    : $"{off} makes {tool.Name} download everything in each run; remove it and add {CacheMounts.Advice(subject, step, tool, folder)}";
            }
        }
    }

    private IEnumerable<Proposal> Enable(LintSubject subject, RunStep step)
    {
        foreach (var (tool, command) in step.Installs)
        {
            if (step.Installs.Any(other => other.Tool == tool && CacheMounts.IsOffline(other.Command)) || tool.Off(step.Run.State, command) is not { } off)
                continue;
            if (!off.StartsWith('-'))
            {
                var safe = subject.Steps.All(other => other.Installs.All(install => install.Tool != tool || CanKeep(subject, other, tool, install.Command)));
                if (safe && RemoveVariable(subject, off) is { } removal)
                    yield return removal;
                yield break;
            }

            var edits = Edit.RemoveWord(subject.Dockerfile, step.Run, off).ToList();
            if (edits.Count == 0 || !CanKeep(subject, step, tool, command))
                continue;
            // Of several calls with the option, the last one to be fixed adds the mount.
            var folder = tool.Folder(step.Run.State, command, step.User.Home);
            var single = step.Installs.Count(other => other.Tool == tool && other.Command.Has(off)) == 1;
            if (single && step.CacheAt(folder) is null)
                edits.Add(Edit.AddMounts(subject.Dockerfile, step.Run, CacheMounts.Safe(subject, step, tool, folder)!));
            var fix = Propose(step.Run, $"remove {off}, and make {folder} a cache mount", edits);
            yield return fix with { Needs = step.CacheAt(folder) is null ? CacheMounts.Condition(subject, step, folder) : null, Paths = [$"{folder}/"] };
            yield break;
        }
    }

    private static bool CanKeep(LintSubject subject, RunStep step, PackageTool tool, ShellCommand command)
    {
        var folder = tool.Folder(step.Run.State, command, step.User.Home);
        return step.CacheAt(folder) is not null || CacheMounts.Safe(subject, step, tool, folder) is not null;
    }

    private Proposal? RemoveVariable(LintSubject subject, string variable)
    {
        foreach (var env in subject.Dockerfile.Instructions.OfType<EnvInstruction>())
        {
            if (env.Assignments.FirstOrDefault(assignment => assignment.Name == variable && !assignment.Legacy) is not { } assignment)
                continue;
            var edits = env.Assignments.Count == 1
                ? [Edit.Remove(subject.Dockerfile, env)]
                : Edit.RemoveWord(subject.Dockerfile, env, subject.Dockerfile.TextOf(assignment.Span)).ToArray();
            return Propose(env, $"remove {variable}", edits) with { Settings = [$"Env {variable}"] };
        }

        return null;
    }
}
