using System.Buffers;
using System.Diagnostics.Contracts;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions.Mounts;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Text;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Mounts;

/// <summary>Finds the cache mounts of Dockerfiles, exports them from an engine, and imports them into another one.</summary>
public static partial class CacheMounts
{
    private static readonly SearchValues<char> s_unquotable = SearchValues.Create(" \t\r\n\"'\\");

    /// <summary>Returns the cache mounts of all stages, or of the stages that a target needs.</summary>
    /// <param name="dockerfile">The Dockerfile, read with the arguments of the build, which ids and targets may depend on.</param>
    /// <param name="target">The stage to build. <c>null</c>: all stages.</param>
    /// <exception cref="DockerBuildException">The Dockerfile has no such stage (<see cref="DockerFaultKind.UnknownStage"/>).</exception>
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

    /// <summary>Combines the cache mounts of several Dockerfiles, each folder once.</summary>
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

    // With private, a second build gets an empty folder. With locked, it waits and finds the content.
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
        mount.Key.Length == 0 ? "it has no id and no target"
        : mount.Key.Contains('$', StringComparison.Ordinal) ? "its id depends on an unknown variable; set an id, or a value for the ARG"
        : mount.Key.AsSpan().ContainsAny(s_unquotable) ? "its id contains spaces, quotes or backslashes"
        : mount.From is not null ? $"it starts with the content of {mount.From}, and BuildKit keeps such a folder for that content only"
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
        Cure = "Use the name of a stage, which follows AS in the Dockerfile.",
        Stage = target,
    });
}
