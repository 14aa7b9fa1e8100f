using System.Buffers;
using System.Diagnostics.Contracts;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions.Mounts;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Text;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Mounts;

/// <summary>Finds the cache mounts of Dockerfiles.</summary>
public static class CacheMounts
{
    private static readonly SearchValues<char> s_unquotable = SearchValues.Create(" \t\r\n\"'\\");

    /// <summary>The cache mounts of all stages, or of those that one of them needs.</summary>
    /// <param name="dockerfile">Read with the build's arguments, which ids and targets may hang on.</param>
    /// <param name="target">The stage that is built; null: every stage counts.</param>
    /// <exception cref="DockerBuildException">There is no such stage (<see cref="DockerFaultKind.UnknownStage"/>).</exception>
    [Pure]
    public static CacheMountSelection Of(Dockerfile dockerfile, string? target = null)
    {
        ArgumentNullException.ThrowIfNull(dockerfile);
        var mounts = new List<CacheMount>();
        var skipped = new List<string>();
        foreach (var stage in target is null ? dockerfile.Stages : Needed(dockerfile, target))
        {
            foreach (var mount in stage.Instructions.OfType<RunInstruction>().SelectMany(run => run.Mounts).OfType<CacheRunMount>())
            {
                if (Obstacle(mount) is { } reason)
                    skipped.Add($"{mount.Key} of stage {stage}: {reason}");
                else
                    Add(mounts, Read(mount, stage, dockerfile));
            }
        }

        return new CacheMountSelection(mounts, [.. skipped.Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>Those of several Dockerfiles, each folder once.</summary>
    [Pure]
    public static CacheMountSelection Together(IEnumerable<CacheMountSelection> selections)
    {
        ArgumentNullException.ThrowIfNull(selections);
        var mounts = new List<CacheMount>();
        var skipped = new List<string>();
        foreach (var selection in selections)
        {
            skipped.AddRange(selection.Skipped);
            foreach (var mount in selection.Mounts)
                Add(mounts, mount);
        }

        return new CacheMountSelection(mounts, [.. skipped.Distinct(StringComparer.Ordinal)]);
    }

    private static void Add(List<CacheMount> mounts, CacheMount mount)
    {
        var index = mounts.FindIndex(mount.IsSameFolder);
        if (index < 0)
        {
            mounts.Add(mount);
            return;
        }

        var known = mounts[index];
        mounts[index] = known with
        {
            Sharing = Stricter(known.Sharing, mount.Sharing),
            Stages = [.. known.Stages.Union(mount.Stages, StringComparer.Ordinal)],
            BaseImage = known.BaseImage ?? mount.BaseImage,
            UvImage = known.UvImage ?? mount.UvImage,
        };
    }

    // Private hands out a second, empty folder where locked waits: waiting is what finds the content.
    private static CacheSharing Stricter(CacheSharing one, CacheSharing other) =>
        one == CacheSharing.Locked || other == CacheSharing.Locked ? CacheSharing.Locked
        : one == CacheSharing.Private ? one : other;

    private static CacheMount Read(CacheRunMount mount, DockerfileStage stage, Dockerfile dockerfile) => new()
    {
        Id = mount.Key,
        Mode = mount.Mode,
        Uid = mount.Uid,
        Gid = mount.Gid,
        Sharing = mount.Sharing,
        Target = mount.Path ?? mount.Target ?? mount.Key,
        Stages = [stage.ToString()],
        BaseImage = BaseOf(stage, dockerfile),
        UvImage = stage.Instructions.OfType<CopyInstruction>().FirstOrDefault(TakesUv)?.From,
    };

    private static string? Obstacle(CacheRunMount mount) =>
        mount.Key.Length == 0 ? "it has neither id nor target"
        : mount.Key.Contains('$', StringComparison.Ordinal) ? "its id hangs on a variable that isn't known here; give it an id, or its ARG a value"
        : mount.Key.AsSpan().ContainsAny(s_unquotable) ? "its id holds blanks, quotes or backslashes"
        : mount.From is not null ? $"it begins with the content of {mount.From}, and BuildKit keeps such a folder for just that content"
        : null;

    private static bool TakesUv(CopyInstruction copy) =>
        copy is { From: { } image, FromStage: null } && !image.Contains('$', StringComparison.Ordinal) && copy.Sources.Any(source => source.Text == "/uv");

    private static string? BaseOf(DockerfileStage stage, Dockerfile dockerfile)
    {
        var root = stage;
        while (root.BaseStage is { } index)
            root = dockerfile.Stages[index];
        return root.Base == "scratch" || root.Base.Contains('$', StringComparison.Ordinal) ? null : root.Base;
    }

    private static IEnumerable<DockerfileStage> Needed(Dockerfile dockerfile, string target)
    {
        var start = dockerfile.Stage(target) ?? throw Unknown(target, [.. dockerfile.Stages.Select(stage => stage.ToString())]);
        var needed = new SortedSet<int>();
        var open = new Stack<int>([start.Index]);
        while (open.TryPop(out var index))
        {
            if (!needed.Add(index))
                continue;
            foreach (var other in Uses(dockerfile.Stages[index]))
                open.Push(other);
        }

        return needed.Select(index => dockerfile.Stages[index]);
    }

    private static IEnumerable<int> Uses(DockerfileStage stage) =>
        new[] { stage.BaseStage }
            .Concat(stage.Instructions.OfType<CopyInstruction>().Select(copy => copy.FromStage))
            .Concat(stage.Instructions.OfType<RunInstruction>().SelectMany(run => run.Mounts).OfType<SourcedRunMount>().Select(mount => mount.FromStage))
            .OfType<int>();

    private static DockerBuildException Unknown(string target, IReadOnlyCollection<string> stages) => new(new DockerFault
    {
        Kind = DockerFaultKind.UnknownStage,
        Cause = $"The Dockerfile has no stage {target}. {NearestNames.Sentence(target, stages)}",
        Cure = "Name a stage that stands after an AS in the Dockerfile.",
        Stage = target,
    });
}
