using System.Text;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Processes;
using Nuke.Docker.BuildKit.Processes.Internal;

namespace Nuke.Docker.BuildKit;

public static partial class DockerTasks
{
    /// <summary>Runs <c>docker login</c>. Signs in to a registry; the password is passed on standard input.</summary>
    /// <param name="settings">Registry, account and password.</param>
    /// <param name="onLine">Called for each output line, never concurrently. <c>null</c>: <see cref="DockerSettings.OnLine"/>.</param>
    /// <param name="requireSuccess"><c>false</c> returns an exit code other than 0 instead of throwing.</param>
    /// <param name="cancellationToken">Stops the process: first with SIGINT, then by force.</param>
    /// <exception cref="ProcessFailedException">The exit code is not 0.</exception>
    public static async Task<ProcessResult> DockerLoginAsync(
        DockerLoginSettings settings,
        Action<OutputLine>? onLine = null,
        bool requireSuccess = true,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        using var input = settings.Password is { } password ? new MemoryStream(Encoding.UTF8.GetBytes(password)) : null;
        var effective = input is null ? settings : settings with { PasswordStdin = true };
        return await CommandRunner.RunAsync(effective, onLine, requireSuccess, cancellationToken, input);
    }
}
