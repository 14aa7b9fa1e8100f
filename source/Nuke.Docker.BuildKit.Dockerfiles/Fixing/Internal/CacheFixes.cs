using System.Globalization;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Linting;
using Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;

namespace Nuke.Docker.BuildKit.Dockerfiles.Fixing.Internal;

/// <summary>Cache mounts where the tools keep their caches.</summary>
internal static class CacheFixes
{
    /// <summary>A cache that is on needs a mount, or it lands in the image: both in one.</summary>
    public static IEnumerable<Proposal> SwitchedOff(LintSubject subject)
    {
        foreach (var step in subject.Steps)
        {
            foreach (var (tool, command) in step.Installs)
            {
                if (CacheChecks.IsOffline(command) || tool.Off(step.Run.State, command) is not { } off || step.Installs.Any(other => other.Tool == tool && CacheChecks.IsOffline(other.Command)))
                    continue;
                if (off.StartsWith('-'))
                {
                    var edits = Edit.RemoveWord(subject.Dockerfile, step.Run, off).ToList();
                    var folder = tool.Folder(step.Run.State, command, step.User.Home);
                    var once = step.Installs.Count(other => other.Tool == tool && other.Command.Has(off)) == 1;
                    if (edits.Count == 0 || !CanKeep(step, tool, command))
                        continue;
                    // Of several calls the last one brings the mount.
                    if (once && step.CacheAt(folder) is null)
                        edits.Add(Edit.AddMounts(subject.Dockerfile, step.Run, [Mount(step, tool, folder)!]));
                    yield return new Proposal(LintRules.CacheSwitchedOff, step.Run, $"{off} is left out, and {folder} is a cache mount", edits);
                }
                else if (subject.Steps.All(other => other.Installs.All(install => install.Tool != tool || CanKeep(other, tool, install.Command))) && Switch(subject, off) is { } proposal)
                {
                    yield return proposal;
                }

                break;
            }
        }
    }

    public static IEnumerable<Proposal> NoMount(LintSubject subject)
    {
        foreach (var step in subject.Steps)
        {
            foreach (var (tool, folder) in CacheChecks.Needs(step))
            {
                if (step.CacheAt(folder) is null && CacheChecks.Misplaced(step, tool) is null && Mount(step, tool, folder) is { } mount)
                    yield return new Proposal(LintRules.NoCacheMount, step.Run, $"{tool.Name}'s cache at {folder} is kept between builds", [Edit.AddMounts(subject.Dockerfile, step.Run, [mount])]);
            }
        }
    }

    /// <summary>A mount with the folder and the owner that the step needs.</summary>
    public static IEnumerable<Proposal> Foreign(LintSubject subject)
    {
        foreach (var step in subject.Steps.Where(step => step.User.Uid is > 0))
        {
            foreach (var (_, folder) in CacheChecks.Needs(step))
            {
                if (step.CacheAt(folder) is { Uid: null, Mode: null } mount && !subject.Dockerfile.TextOf(mount.Span).Contains('"', StringComparison.Ordinal))
                {
                    yield return new Proposal(LintRules.CacheMountMissesTool, step.Run, $"the cache mount belongs to {step.User.Name}",
                        [new TextEdit(mount.Span.End, 0, string.Create(CultureInfo.InvariantCulture, $",uid={step.User.Uid},gid={step.User.Gid ?? step.User.Uid}"))]);
                }
            }
        }

        foreach (var step in subject.Steps.Where(step => step.User.Uid is not null))
        {
            foreach (var (tool, folder) in CacheChecks.Needs(step))
            {
                if (step.CacheAt(folder) is null && CacheChecks.Misplaced(step, tool) is { Target: { } target } only && target.Contains(".cache", StringComparison.Ordinal) && folder.StartsWith('/')
                    && subject.Dockerfile.TextOf(only.Span).IndexOf(target, StringComparison.Ordinal) is var at and >= 0)
                {
                    yield return new Proposal(
                        LintRules.CacheMountMissesTool,
                        step.Run,
                        $"the cache mount moves to {folder}, where {tool.Name} looks",
                        [new TextEdit(only.Span.Start + at, target.Length, folder)]);
                }
            }
        }
    }

    private static bool CanKeep(RunStep step, PackageTool tool, ShellCommand command)
    {
        var folder = tool.Folder(step.Run.State, command, step.User.Home);
        return step.CacheAt(folder) is not null || Mount(step, tool, folder) is not null;
    }

    /// <summary>Null where nobody knows the owner, where the folder holds more than a cache, or where the step empties it.</summary>
    private static string? Mount(RunStep step, PackageTool tool, string folder)
    {
        var known = step.User.Uid is not null && folder.StartsWith('/') && !folder.Contains('$', StringComparison.Ordinal);
        return known && !HoldsEnvironments(step, tool) && tool != PackageTool.Apt && CacheCleaning.Of(step, tool, folder) is null ? CacheChecks.Advice(step, tool, folder) : null;
    }

    // Poetry makes its environments below its cache folder unless it is told otherwise.
    private static bool HoldsEnvironments(RunStep step, PackageTool tool) => tool == PackageTool.Poetry
        && step.Run.State.Variables.GetValueOrDefault("POETRY_VIRTUALENVS_CREATE") is not ("false" or "0")
        && step.Run.State.Variables.GetValueOrDefault("POETRY_VIRTUALENVS_IN_PROJECT") is not ("true" or "1")
        && !step.Run.Script.Contains("virtualenvs.create false", StringComparison.Ordinal);

    private static Proposal? Switch(LintSubject subject, string variable)
    {
        foreach (var env in subject.Dockerfile.Instructions.OfType<EnvInstruction>())
        {
            if (env.Assignments.FirstOrDefault(assignment => assignment.Name == variable && !assignment.Legacy) is not { } assignment)
                continue;
            var edits = env.Assignments.Count == 1
                ? [Edit.Remove(subject.Dockerfile, env)]
                : Edit.RemoveWord(subject.Dockerfile, env, subject.Dockerfile.TextOf(assignment.Span)).ToArray();
            return new Proposal(LintRules.CacheSwitchedOff, env, $"{variable} is left out", edits);
        }

        return null;
    }
}
