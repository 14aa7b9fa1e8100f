using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Proofs;
using Nuke.Docker.BuildKit.Text;
using Serilog;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>Prepares the proof of changes on the engine of a build class.</summary>
internal sealed class FixProof : IAsyncDisposable
{
    private readonly INukeBuild _build;
    private readonly EngineConnection _connection;

    private FixProof(INukeBuild build, EngineConnection connection)
    {
        _build = build;
        _connection = connection;
        Images = new ImageProof(connection, line => Log.Information("{Line:l}", line));
    }

    /// <summary>Builds and compares the images.</summary>
    public ImageProof Images { get; }

    /// <exception cref="InvalidSettingException">The build class has no engine.</exception>
    public static async Task<FixProof> CreateAsync(INukeBuild build, CancellationToken cancellationToken)
    {
        var engine = build as IHazDockerEngine
            ?? throw new InvalidSettingException(
                "--prove", "a proof needs an engine; add IDockerBuild or IHazDockerEngine to the build class, or leave it out");
        var connection = await EngineSession.Of(engine).ConnectAsync(cancellationToken);
        try
        {
            return new FixProof(build, connection);
        }
        catch (NotSupportedException)
        {
            throw new InvalidSettingException(
                "--prove", $"a proof reads images through the engine's API, which {connection.DockerHost} does not offer; use another engine");
        }
    }

    /// <summary>Returns the build of an image with the settings of the build class.</summary>
    public ProofBuild BuildOf(DockerImage image)
    {
        var settings = image.ToBuildSettings(_build.RootDirectory)
            .When(_connection.NeedsHostNetwork, _ => _.SetNetwork("host"))
            .UseEngine(_connection);
        if (_build is IDockerBuild builds)
            settings = ImageSettings.Apply(settings, image, builds);
        return new ProofBuild(image.ShortName, settings with { Platform = null });
    }

    public ValueTask DisposeAsync() => Images.DisposeAsync();
}
