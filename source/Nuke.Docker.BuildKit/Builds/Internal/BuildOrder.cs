using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions.Mounts;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Builds.Internal;

/// <summary>The order of builds in which an image is built after those that it reads.</summary>
internal static class BuildOrder
{
    /// <summary>Returns the indexes of the builds in order. Builds that read no other image of the list, or each other, stay where they are.</summary>
    public static IReadOnlyList<int> Of(IReadOnlyList<BuildxBuildSettings> builds)
    {
        var (order, seen, byTag) = (new List<int>(), new HashSet<int>(), new Dictionary<ImageReference, int>());
        for (var index = 0; index < builds.Count; index++)
        {
            foreach (var tag in builds[index].Tag ?? [])
                byTag.TryAdd(tag.WithDefaultTag(), index);
        }

        for (var index = 0; index < builds.Count; index++)
            Add(index);
        return order;

        void Add(int index)
        {
            if (!seen.Add(index))
                return;
            foreach (var image in builds.Count > 1 ? ImagesOf(builds[index]) : [])
            {
                if (byTag.TryGetValue(image, out var other))
                    Add(other);
            }

            order.Add(index);
        }
    }

    // A Dockerfile that can't be read is reported by the build.
    private static IReadOnlyList<ImageReference> ImagesOf(BuildxBuildSettings settings)
    {
        try
        {
            if (settings.DockerfilePath() is not { } file || !File.Exists(file))
                return [];
            var stages = Dockerfile.Read(file, settings.ArgumentValues()).Stages;
            return
            [
                .. stages.Where(stage => stage.BaseStage is null).Select(stage => stage.Base)
                    .Concat(stages.SelectMany(stage => stage.Instructions).SelectMany(Sources))
                    .Select(image => ImageReference.TryParse(image, out var reference) ? reference.WithDefaultTag() : null).OfType<ImageReference>(),
            ];
        }
        catch (Exception unreadable) when (unreadable is DockerfileParseException or InvalidInstructionException or IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static IEnumerable<string> Sources(Instruction instruction) => instruction switch
    {
        CopyInstruction { FromStage: null, From: { } from } => [from],
        RunInstruction run => run.Mounts.OfType<SourcedRunMount>().Where(mount => mount.FromStage is null).Select(mount => mount.From).OfType<string>(),
        _ => [],
    };
}
