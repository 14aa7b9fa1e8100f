using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Builds.Internal;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Processes;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit;

public static partial class BuildxTasks
{
    /// <summary>Builds the targets of a bake file together, recovers from faults that are not the user's, and reports on each target.</summary>
    /// <param name="settings">The bake. Its <c>--progress</c> decides how progress is printed; buildx itself always runs with <c>rawjson</c>.</param>
    /// <param name="options">Where progress and reports go. <c>null</c>: nowhere.</param>
    /// <param name="cancellationToken">Stops the bake: SIGINT first, later by force.</param>
    /// <returns>A report for each target, in the order of their names.</returns>
    /// <exception cref="DockerBuildException">A target failed; its kind names the fault. The reports of all targets are written nevertheless.</exception>
    /// <exception cref="ProcessFailedException">buildx refuses the bake file; only if the options have no plan.</exception>
    /// <exception cref="InvalidSettingException">buildx would refuse or ignore a setting.</exception>
    /// <exception cref="OperationCanceledException">The bake was canceled, and buildx has ended.</exception>
    public static Task<IReadOnlyList<BuildReport>> BuildxBakeAsync(
        BuildxBakeSettings settings,
        BuildxBakeOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        options ??= new BuildxBakeOptions();
        return BuildRun.RunAsync(new BakeForm(settings, options), options, cancellationToken);
    }
}
