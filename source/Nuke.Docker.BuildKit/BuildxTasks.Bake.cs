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
    /// <param name="settings">The bake. Its <c>--progress</c> selects the printed form of the progress; buildx itself always uses <c>rawjson</c>.</param>
    /// <param name="options">Printing and reports. <c>null</c>: neither prints nor writes a report.</param>
    /// <param name="cancellationToken">Stops the bake: first with SIGINT, then by force.</param>
    /// <returns>One report per target, ordered by name.</returns>
    /// <exception cref="DockerBuildException">A target failed; its kind identifies the fault. All reports are written anyway.</exception>
    /// <exception cref="ProcessFailedException">buildx rejects the bake file; only if the options have no plan.</exception>
    /// <exception cref="InvalidSettingException">buildx would reject or ignore a setting.</exception>
    /// <exception cref="OperationCanceledException">The bake was canceled, and buildx has exited.</exception>
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
