using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Commands;

namespace Nuke.Docker.BuildKit.Components.Internal;

internal sealed partial class BuildEngine
{
    /// <summary>Validates a command and its builds against the installed versions, once for all builds of a target, and logs warnings.</summary>
    /// <param name="command">The command, in the environment of the builds.</param>
    /// <param name="builds">All builds of the target: only together do they show that two images would write one cache.</param>
    /// <param name="cancellationToken">Stops a tool that is asked for its version.</param>
    /// <returns>The command. It has no <see cref="DockerSettings.Versions"/>, because it needs no further validation.</returns>
    /// <exception cref="Text.InvalidSettingException">A build cannot succeed. All errors are in the message.</exception>
    public async Task<T> ValidateAsync<T>(T command, IReadOnlyList<BuildxBuildSettings> builds, CancellationToken cancellationToken)
        where T : DockerSettings
    {
        await BuildValidation.RequireAsync(command, builds, Connection, _info, BuildLog.Print, cancellationToken);
        return (T)((DockerSettings)command with { Versions = null });
    }
}
