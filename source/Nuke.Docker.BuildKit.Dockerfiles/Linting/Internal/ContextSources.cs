using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions.Mounts;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing.Internal;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

/// <summary>
/// Finds the files and directories of the context that a Dockerfile names, and whether they exist and are sent. Wildcards are left out, because they
/// may match nothing.
/// </summary>
internal static class ContextSources
{
    /// <summary>Returns the paths named in the stages that are built. BuildKit does not read the other stages.</summary>
    public static IEnumerable<(Instruction Instruction, string Path)> Named(LintSubject subject) => subject.Needed()
        .SelectMany(stage => stage.Instructions)
        .SelectMany(instruction => Sources(instruction).Where(IsPlain).Select(source => (instruction, PosixPath.Clean($"/{source}")[1..])))
        .Where(named => named.Item2.Length > 0);

    /// <summary>Returns the existing paths that are not sent, with the line of the ignore file that excludes them.</summary>
    public static IEnumerable<(Instruction Instruction, string Path, DockerignoreRule Rule)> Ignored(LintSubject subject)
    {
        if (subject.Context.Ignore is not { File.Path: not null } matcher || subject.Context.Sent.Value.Listing is not { } listing)
            yield break;
        foreach (var (instruction, path) in Named(subject).Where(named => Exists(subject, named.Path) && !IsSent(listing, named.Path)))
        {
            if (matcher.Match(path) is { Ignored: true, Rule: { } rule })
                yield return (instruction, path, rule);
        }
    }

    /// <summary>Returns the paths that do not exist.</summary>
    public static IEnumerable<(Instruction Instruction, string Path)> Absent(LintSubject subject) =>
        subject.Context.Directory is null ? [] : Named(subject).Where(named => !Exists(subject, named.Path));

    private static IEnumerable<string> Sources(Instruction instruction) => instruction switch
    {
        TransferInstruction copy when ContextCopy.FromContext(copy) => copy.ExpandedSources,
        RunInstruction run => run.Mounts.OfType<BindRunMount>().Where(mount => mount.From is null).Select(mount => mount.Source ?? ""),
        _ => [],
    };

    private static bool IsPlain(string source) =>
        source.AsSpan().IndexOfAny("*?[\\$") < 0
        && !source.Contains("://", StringComparison.Ordinal)
        && !source.StartsWith("git@", StringComparison.Ordinal);

    private static bool Exists(LintSubject subject, string path) => System.IO.Path.Exists(System.IO.Path.Combine(subject.Context.Directory!, path));

    // BuildKit follows a link to a directory: paths below the link are found in its target.
    private static bool IsSent(BuildContextListing listing, string path) => listing.Entries.Any(entry =>
        entry.Path == path
        || entry.Path.StartsWith($"{path}/", StringComparison.Ordinal)
        || (entry.Kind == BuildContextEntryKind.Link && path.StartsWith($"{entry.Path}/", StringComparison.Ordinal)));
}
