using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Mounts.Internal;

internal static class CacheMountsFault
{
    public static DockerBuildException Create(string cause, string cure, string? file = null) =>
        new(new DockerFault { Kind = DockerFaultKind.CacheMounts, Cause = cause, Cure = cure, File = file });
}
