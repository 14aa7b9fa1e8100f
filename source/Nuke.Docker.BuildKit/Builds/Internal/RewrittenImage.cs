using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Processes;

namespace Nuke.Docker.BuildKit.Builds.Internal;

/// <summary>
/// An image with rewritten timestamps, built by the docker driver. dockerd unpacks each image that it exports to its own store, and BuildKit does not
/// rewrite timestamps then. The image is therefore written to a file, which <c>docker load</c> reads and <c>docker push</c> pushes.
/// </summary>
internal sealed class RewrittenImage
{
    private readonly BuildxBuildSettings _build;
    private readonly string _file;
    private readonly ContainerOutput _output;

    private RewrittenImage(BuildxBuildSettings build, ContainerOutput output, string file) => (_build, _output, _file) = (build, output, file);

    /// <summary>Returns the image of a build that needs it; <c>null</c> if buildx itself can put the result where it belongs.</summary>
    /// <param name="build">The build.</param>
    /// <param name="file">The file for the image.</param>
    /// <param name="driver">Returns the driver of the builder; called only if timestamps are rewritten.</param>
    public static RewrittenImage? Of(BuildxBuildSettings build, string file, Func<string?> driver) =>
        build.Output?.OfType<ContainerOutput>().FirstOrDefault(IsStored) is { } output && driver() == "docker"
            ? new RewrittenImage(build, output, file)
            : null;

    /// <summary>The build that writes the file.</summary>
    public BuildxBuildSettings Build => _build with
    {
        Push = null,
        Load = null,
        Output = [.. _build.Output!.Where(output => output is not ContainerOutput image || !IsStored(image)), ToFile()],
    };

    /// <summary>Loads the file into the engine, and pushes the image if the build does.</summary>
    /// <returns>The result of the last command, which may have failed.</returns>
    public async Task<ProcessResult> DeliverAsync(Action<OutputLine> onLine, TimeProvider time, CancellationToken cancellationToken)
    {
        var process = await RunAsync("image", "load", "--quiet", "--input", _file);
        foreach (var name in Pushes ? Names : [])
        {
            if (process.ExitCode != 0)
                break;
            process = await RunAsync("image", "push", "--quiet", name);
            // In the words of BuildKit.
            if (process.ExitCode != 0)
                onLine(new OutputLine(OutputKind.StandardError, $"failed to push {name}: {process.LastLines.LastOrDefault().Text}"));
        }

        return process;

        Task<ProcessResult> RunAsync(params string[] words)
        {
            var settings = new RawSettings
            {
                ToolPath = _build.ToolPath,
                WorkingDirectory = _build.WorkingDirectory,
                EnvironmentVariables = _build.EnvironmentVariables,
                SecretEnvironmentVariables = _build.SecretEnvironmentVariables,
                Words = [.. words],
            };
            return new DockerProcess(time).RunAsync(settings, onLine, cancellationToken: cancellationToken);
        }
    }

    private bool Pushes => _build.Push is true || _build.Output!.Exists(output => output is RegistryOutput { Push: not false } or ImageOutput { Push: true });

    private IEnumerable<string> Names => _build.Tag is { Count: > 0 } tags ? tags.Select(tag => tag.ToString()) : _output.Names ?? [];

    private static bool IsStored(ContainerOutput output) => output is { RewriteTimestamp: true } and (ImageOutput or DockerOutput { Destination: null });

    // An OCI layout may contain several platforms.
    private OciOutput ToFile() => new(_file)
    {
        Names = _output.Names,
        Compression = _output.Compression,
        CompressionLevel = _output.CompressionLevel,
        ForceCompression = _output.ForceCompression,
        OciMediaTypes = _output.OciMediaTypes,
        OciArtifact = _output.OciArtifact,
        PreferNondistributableLayers = _output.PreferNondistributableLayers,
        RewriteTimestamp = true,
        Annotations = _output.Annotations,
    };
}
