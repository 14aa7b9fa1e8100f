using System.Globalization;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Engines.Internal;
using Nuke.Docker.BuildKit.Ledger.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Builds;

/// <summary>Settings with which the same input produces the same image, wherever and whenever it is built.</summary>
internal static class ReproducibleBuild
{
    /// <summary>
    /// Sets the times of the image and of its files to a time, and creates no provenance, which contains the time of the build. Outputs that are set keep
    /// their kind.
    /// </summary>
    /// <param name="settings">The build.</param>
    /// <param name="seconds">The time in seconds since 1970.</param>
    public static BuildxBuildSettings Apply(BuildxBuildSettings settings, long seconds)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var outputs = settings.Output ?? [];
        // --push and --load accept no attributes.
        if (settings.Push is true && !outputs.Exists(output => output is ImageOutput))
            outputs = outputs.Add(new ImageOutput());
        if (settings.Load is true || outputs.IsEmpty)
            outputs = outputs.Add(new DockerOutput());
        return settings
            .AddBuildArg(BuildPlanner.Epoch, seconds.ToString(CultureInfo.InvariantCulture))
            .SetProvenance(false) with
        {
            Load = null,
            Output = [.. outputs.Select(output => output is ContainerOutput image ? Rewritten(image) : output)],
        };
    }

    // One format everywhere: the default depends on the exporter.
    private static ContainerOutput Rewritten(ContainerOutput image) => image with { RewriteTimestamp = true, OciMediaTypes = image.OciMediaTypes ?? true };

    /// <summary>Returns the time of <c>SOURCE_DATE_EPOCH</c>, or else that of the last commit, in seconds since 1970.</summary>
    /// <param name="folder">A folder of the working copy.</param>
    /// <param name="environment">Reads an environment variable. <c>null</c>: the environment of this process.</param>
    /// <exception cref="InvalidSettingException">The variable is not a number, or there is neither a variable nor a commit.</exception>
    public static long TimeOf(string folder, Func<string, string?>? environment = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if ((environment ?? Environment.GetEnvironmentVariable)(BuildPlanner.Epoch) is { Length: > 0 } given)
        {
            return long.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
                ? seconds
                : throw new InvalidSettingException(BuildPlanner.Epoch, $"'{given}' is not a number of seconds since 1970");
        }

        // Planning is synchronous, and git answers within milliseconds.
        var log = HostCommand.RunAsync("git", ["log", "-1", "--format=%ct"], CancellationToken.None, folder).GetAwaiter().GetResult();
        return log.Succeeded && long.TryParse(log.Output.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var commit)
            ? commit
            : throw new InvalidSettingException(
                "--docker-reproducible",
                $"{folder} has no commit whose time the image could have. Commit something, or set {BuildPlanner.Epoch} to a number of seconds since 1970");
    }
}
