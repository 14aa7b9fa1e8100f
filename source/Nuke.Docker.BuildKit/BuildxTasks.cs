using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Builds.Internal;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Commands.Internal;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit;

public static partial class BuildxTasks
{
    /// <summary>Builds an image, recovers from faults that are not the user's, and reports which steps ran and which were cached.</summary>
    /// <param name="settings">The build. Its <c>--progress</c> selects the printed form of the progress; buildx itself always uses <c>rawjson</c>.</param>
    /// <param name="options">Printing and reports. <c>null</c>: neither prints nor writes a report.</param>
    /// <param name="cancellationToken">Stops the build: first with SIGINT, then by force.</param>
    /// <exception cref="DockerBuildException">The build failed; its kind identifies the fault. The report is written anyway.</exception>
    /// <exception cref="InvalidSettingException">buildx would reject or ignore a setting.</exception>
    /// <exception cref="OperationCanceledException">The build was canceled, and buildx has exited.</exception>
    public static async Task<BuildReport> BuildxBuildAsync(
        BuildxBuildSettings settings,
        BuildxBuildOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        options ??= new BuildxBuildOptions();
        return (await BuildRun.RunAsync(new BuildxForm(GitCredentials.Move(settings), options), options, cancellationToken))[0];
    }
}
