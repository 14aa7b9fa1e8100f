using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Mounts.Internal;

internal static class CacheMountsFault
{
    public static DockerBuildException NoMount(string action) =>
        Create($"There is no cache mount to {action}.", "A Dockerfile defines one with RUN --mount=type=cache,target=FOLDER.");

    public static DockerBuildException Create(string cause, string cure, string? file = null) =>
        new(new DockerFault { Kind = DockerFaultKind.CacheMounts, Cause = cause, Cure = cure, File = file });
}
