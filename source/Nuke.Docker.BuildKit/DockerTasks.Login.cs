using System.Text;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Processes;
using Nuke.Docker.BuildKit.Processes.Internal;

namespace Nuke.Docker.BuildKit;

public static partial class DockerTasks
{
    /// <summary><c>docker login</c>. Signs in to a registry; the password goes by standard input.</summary>
    /// <param name="settings">Registry, account and password.</param>
    /// <param name="onLine">Called for each line, never twice at a time. <c>null</c>: <see cref="DockerSettings.OnLine"/>.</param>
    /// <param name="requireSuccess"><c>false</c>: an exit code other than 0 is returned instead of thrown.</param>
    /// <param name="cancellationToken">Stops the process: SIGINT first, later by force.</param>
    /// <exception cref="ProcessFailedException">An exit code other than 0.</exception>
    public static async Task<ProcessResult> DockerLoginAsync(DockerLoginSettings settings, Action<OutputLine>? onLine = null, bool requireSuccess = true, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        using var input = settings.Password is { } password ? new MemoryStream(Encoding.UTF8.GetBytes(password)) : null;
        var effective = input is null ? settings : settings with { PasswordStdin = true };
        return await CommandRunner.RunAsync(effective, onLine, requireSuccess, cancellationToken, input);
    }
}
