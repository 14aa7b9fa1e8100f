using Nuke.Docker.BuildKit.Commands.Versions.Internal;

namespace Nuke.Docker.BuildKit.Commands.Validation.Internal;

/// <summary>Reports known defects of the build history.</summary>
internal static class HistoryRules
{
    // https://github.com/moby/buildkit/pull/6614
    public static IEnumerable<Finding> Check(DockerSettings settings, ToolVersions versions)
    {
        if (settings is BuildxHistoryRmSettings && VersionRules.IsOlder(versions.BuildKit, FirstVersions.HistoryListAfterRemoval))
            yield return Finding.Error(
                "docker buildx history rm",
                $"the next docker buildx history ls crashes the daemon, because the installed BuildKit {versions.BuildKit} is older than " +
                    $"{FirstVersions.HistoryListAfterRemoval}",
                "Update the engine or the builder, or do not remove records: BuildKit removes old ones itself");
    }
}
