using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Answers;
using Nuke.Docker.BuildKit.Answers.Builders;
using Nuke.Docker.BuildKit.Engines.Internal;

namespace Nuke.Docker.BuildKit.Engines;

internal sealed partial class ToolVersionsReader
{
    private const string BuildKit = "buildkit";

    /// <summary>
    /// Returns the BuildKit version of a builder: for the docker driver the one inside the engine, otherwise the oldest of the nodes that
    /// <c>docker buildx inspect</c> reports. The answer is cached until the builder is created again or another is chosen.
    /// </summary>
    /// <param name="environment">Variables that override those of this process. <c>null</c> changes nothing.</param>
    /// <param name="engine">Version of the engine. <c>null</c> is unknown.</param>
    /// <param name="builder">Value of <c>--builder</c>. <c>null</c>: the current builder.</param>
    /// <param name="again"><c>true</c> ignores a cached answer, because a builder can be updated in place.</param>
    /// <param name="cancellationToken">Stops a program that is asked for its version.</param>
    /// <returns><c>null</c> if the version is unknown, or the builder does not run.</returns>
    public async Task<Version?> BuildKitAsync(
        IReadOnlyDictionary<string, string?>? environment = null,
        Version? engine = null,
        string? builder = null,
        bool again = false,
        CancellationToken cancellationToken = default)
    {
        var config = environment is not null && environment.TryGetValue("DOCKER_CONFIG", out var folder) ? folder : null;
        if (CurrentBuilder.Driver(config, builder) == "docker" || CurrentBuilder.Instance(config, builder) is not { } file)
            return BundledBuildKit.Of(engine);

        var stamp = Stamp(file);
        if (!again && _cache.Find(BuildKit, file, stamp) is { } known)
            return ToolVersions.Parse(known);

        var text = await RunAsync(["buildx", "inspect", Path.GetFileName(file)], environment ?? s_noVariables, cancellationToken);
        var version = text is null ? null : Oldest(text);
        if (version is not null)
            _cache.Keep(BuildKit, file, stamp, version.ToString());
        return version;
    }

    private static Version? Oldest(string inspected)
    {
        try
        {
            return BuilderInspectReader.Read(inspected).Nodes.Select(node => ToolVersions.Parse(node.Version)).Min();
        }
        catch (AnswerException)
        {
            // The build inspects the builder, too, and reports the error.
            return null;
        }
    }
}
