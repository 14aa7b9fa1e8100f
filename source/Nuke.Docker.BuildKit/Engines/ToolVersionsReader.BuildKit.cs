using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Answers;
using Nuke.Docker.BuildKit.Answers.Builders;
using Nuke.Docker.BuildKit.Engines.Internal;

namespace Nuke.Docker.BuildKit.Engines;

public sealed partial class ToolVersionsReader
{
    private const string BuildKit = "buildkit";

    /// <summary>The BuildKit that a build goes to: of the docker driver the one that the engine brings along, of another builder what <c>docker buildx inspect</c> says, the oldest of its nodes. The answer is kept until the builder is made anew or chosen otherwise.</summary>
    /// <param name="environment">Laid over this process's own. <c>null</c> changes nothing.</param>
    /// <param name="engine">The engine's version. <c>null</c> is unknown.</param>
    /// <param name="builder">The value of <c>--builder</c>. <c>null</c>: the current builder.</param>
    /// <param name="again">Asks even where there is an answer: a builder may have been updated in place.</param>
    /// <param name="cancellationToken">Ends a program that is being asked.</param>
    /// <returns><c>null</c> where nobody can tell, or the builder doesn't run.</returns>
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
            // Told by the build, which inspects it, too.
            return null;
        }
    }
}
