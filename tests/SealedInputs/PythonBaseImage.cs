using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Engines.Internal;
using Nuke.Docker.BuildKit.Text;
using SealedInputs.Internal;

namespace SealedInputs;

/// <summary>
/// A stand-in for <c>python:3.x-slim</c>, made from Debian's packages: <c>python</c>, pip and venv are there, and pip may install
/// into the system as it may in the real one.
/// </summary>
/// <param name="directory">Folder that keeps the image's tarball, so that another engine gets it without a download.</param>
/// <param name="managers">True: with Debian's own Poetry, PDM and Pipenv.</param>
public sealed class PythonBaseImage(string directory, Action<string>? progress = null, bool managers = false)
{
    /// <summary>Version of the recipe. Increase it with each change, so that older tarballs and images are not used.</summary>
    private const string Recipe = "1";

    public const string Reference = $"sealed/python:3-recipe{Recipe}";

    private const string WithManagers = $"sealed/python:3-managers-recipe{Recipe}";

    private static readonly string[] s_packages = ["python3", "python3-pip", "python3-venv", "ca-certificates"];
    private static readonly string[] s_managers = ["python3-poetry", "python3-pdm", "pipenv"];

    private string Tarball => Path.Combine(directory, $"python{(managers ? "-managers" : "")}-{Distribution.Architecture}-{Recipe}.tar");

    private string Name => managers ? WithManagers : Reference;

    /// <summary>Makes the image or loads it into the engine, if the engine doesn't have it.</summary>
    /// <returns>Its reference: <see cref="Reference" />, or another one with the managers.</returns>
    public async Task<string> EnsureAsync(EngineConnection connection, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);

        var engine = connection.Connect();

        if (await engine.FindImageAsync(Name, cancellationToken) is not null)
            return Name;

        Directory.CreateDirectory(directory);
        await using var fileLock = await FileLock.AcquireAsync(
            Path.Combine(directory, ".image-lock"),
            () => progress?.Invoke("Another build is making the Python base image; waiting for it."),
            cancellationToken);

        if (!File.Exists(Tarball))
        {
            var time = managers ? "two minutes" : "half a minute";
            progress?.Invoke($"Making a Python base image from Debian's packages, as Docker Hub can't be reached (about {time}, once).");
            await MakeAsync(cancellationToken);
        }

        await ImportAsync(connection, cancellationToken);
        return Name;
    }

    private async Task MakeAsync(CancellationToken cancellationToken)
    {
        // Under the lock, these are leftovers of a killed build.
        foreach (var leftover in Directory.EnumerateDirectories(directory, ".image-*"))
            await FileTree.DeleteAsync(leftover);

        var work = Path.Combine(directory, $".image-{Path.GetRandomFileName()}");

        try
        {
            var archive = await SealedArchive.OpenAsync(work, cancellationToken, newest: managers);
            var tool = await Mmdebstrap.FetchAsync(archive.Distribution, work, cancellationToken);
            var unfinished = Path.Combine(work, "image.tar");
            await tool.RunAsync(archive, managers ? [.. s_packages, .. s_managers] : s_packages, unfinished, cancellationToken);
            File.Move(unfinished, Tarball, overwrite: true);
        }
        finally
        {
            await FileTree.DeleteAsync(work);
        }
    }

    private async Task ImportAsync(EngineConnection connection, CancellationToken cancellationToken)
    {
        string[] changes =
        [
            "ENV PATH=/usr/local/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin",
            "ENV LANG=C.UTF-8",
            "CMD [\"python3\"]",
            "LABEL org.opencontainers.image.description=\"Stand-in for python:3.x-slim, made from Debian packages for sealed builds\"",
        ];

        var result = await HostCommand.RunAsync(
            connection.DockerPath,
            ["import", .. changes.SelectMany(_ => new[] { "--change", _ }), Tarball, Name],
            cancellationToken,
            environment: connection.Environment);

        if (!result.Succeeded)
            throw new InvalidOperationException($"The Python base image cannot be imported: {result.Tail()}");
    }
}
