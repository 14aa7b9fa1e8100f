using System.Security.Cryptography;
using System.Text;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Text;

namespace SealedInputs;

/// <summary>
/// The inputs of a Python service's build if Docker Hub and PyPI can't be reached: a base image and a package index, both made
/// from Debian's packages. Dispose it when the build has ended.
/// </summary>
/// <param name="PythonImage">Stand-in for <c>python:3.x-slim</c>, to hand to <c>--build-arg PYTHON_IMAGE=</c>; null: Docker Hub can be reached.</param>
/// <param name="Index">Stand-in for PyPI; null: PyPI can be reached.</param>
public sealed record SealedInput(string? PythonImage, PackageIndex? Index) : IAsyncDisposable
{
    /// <summary>The pip configuration to hand to <c>--secret id=pip,src=</c>; null: pip needs none.</summary>
    public string? PipConfig => Index?.PipConfig;

    private static readonly TimeSpan s_remembered = TimeSpan.FromHours(1);

    /// <summary>Checks if Docker Hub and PyPI can be reached, and makes stand-ins if they can't.</summary>
    /// <param name="directory">Folder of the stand-ins, which later calls use again.</param>
    /// <param name="image">The image to replace, for example <c>python:3.13-slim</c>.</param>
    public static async Task<SealedInput> PrepareAsync(
        EngineConnection connection,
        string directory,
        string image,
        Action<string>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);

        var engine = connection.Connect();
        var python = EnsureImageAsync(connection, engine, directory, image, progress, cancellationToken);
        var index = EnsureIndexAsync(directory, progress, cancellationToken);

        // Both tasks complete even if one fails, so that no image or index is left unfinished.
        await Task.WhenAll(python, index);
        return new SealedInput(await python, await index);
    }

    // A check takes a round trip, or seconds if packets are dropped; its result rarely changes.
    private static async Task<bool> RememberAsync(string directory, string question, Func<Task<bool>> ask)
    {
        var file = Path.Combine(directory, $"upstream-{question}");
        if (File.Exists(file) && DateTime.UtcNow - File.GetLastWriteTimeUtc(file) is var age && age >= TimeSpan.Zero && age < s_remembered)
            return File.ReadAllText(file) == "yes";

        var answer = await ask();
        AtomicFile.WriteText(answer ? "yes" : "no", file);
        return answer;
    }

    private static async Task<string?> EnsureImageAsync(
        EngineConnection connection, EngineProbe engine, string directory, string image, Action<string>? progress, CancellationToken cancellationToken) =>
        await RememberAsync(directory, $"image-{Hash(connection.DockerHost)}", () => Upstream.HasImageAsync(engine, image, cancellationToken))
            ? null
            : await new PythonBaseImage(directory, progress).EnsureAsync(connection, cancellationToken);

    private static async Task<PackageIndex?> EnsureIndexAsync(string directory, Action<string>? progress, CancellationToken cancellationToken) =>
        await RememberAsync(directory, "index", () => Upstream.HasPyPiAsync(cancellationToken))
            ? null
            : await PackageIndex.StartAsync(directory, progress: progress, cancellationToken: cancellationToken);

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8];

    public ValueTask DisposeAsync() => Index?.DisposeAsync() ?? ValueTask.CompletedTask;
}
