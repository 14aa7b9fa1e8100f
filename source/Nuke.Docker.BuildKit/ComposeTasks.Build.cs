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
    /// Builds the images of a compose project with caches that are laid over its files, recovers from faults that are not the user's, and reports on
    /// each service.
    /// </summary>
    /// <param name="settings">
    /// The build; <see cref="ComposeBuildOptions.OverrideFile"/> is added after its last file. Its <c>--progress</c> decides how progress is printed; compose
    /// itself always runs with <c>json</c>, which it supports since 2.29.
    /// </param>
    /// <param name="options">The services with their caches; where progress and reports go.</param>
    /// <param name="cancellationToken">Stops the build: SIGINT first, later by force.</param>
    /// <returns>A report for each service, in the order of the options.</returns>
    /// <exception cref="DockerBuildException">A service failed; its kind names the fault. The reports of all services are written nevertheless.</exception>
    /// <exception cref="InvalidSettingException">compose would refuse or ignore a setting.</exception>
    /// <exception cref="OperationCanceledException">The build was canceled, and compose has ended.</exception>
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
