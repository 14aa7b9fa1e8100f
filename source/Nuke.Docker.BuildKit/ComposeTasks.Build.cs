using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Builds.Internal;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit;

public static partial class ComposeTasks
{
    /// <summary>
    /// Builds the images of a compose project with additional caches, recovers from faults that are not the user's, and reports on each service.
    /// </summary>
    /// <param name="settings">
    /// The build; <see cref="ComposeBuildOptions.OverrideFile"/> is added after its last file. Its <c>--progress</c> selects the printed form of the
    /// progress; compose itself always uses <c>json</c>, which it supports since 2.29.
    /// </param>
    /// <param name="options">Services with their caches, printing and reports.</param>
    /// <param name="cancellationToken">Stops the build: first with SIGINT, then by force.</param>
    /// <returns>One report per service, in the order of the options.</returns>
    /// <exception cref="DockerBuildException">A service failed; its kind identifies the fault. All reports are written anyway.</exception>
    /// <exception cref="InvalidSettingException">compose would reject or ignore a setting.</exception>
    /// <exception cref="OperationCanceledException">The build was canceled, and compose has exited.</exception>
    public static Task<IReadOnlyList<BuildReport>> ComposeBuildAsync(
        ComposeBuildSettings settings,
        ComposeBuildOptions options,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(options);
        return BuildRun.RunAsync(new ComposeForm(settings, options), options, cancellationToken);
    }
}
