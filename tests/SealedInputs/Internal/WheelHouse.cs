using System.Security.Cryptography;
using System.Text;
using Nuke.Docker.BuildKit.Engines.Internal;
using Nuke.Docker.BuildKit.Text;

namespace SealedInputs.Internal;

/// <summary>Wheels made once from a list of Debian packages, kept in a folder.</summary>
internal sealed class WheelHouse(string directory, Action<string>? progress)
{
    /// <returns>The paths of the wheels, in the order of their names.</returns>
    public async Task<IReadOnlyList<string>> EnsureAsync(IReadOnlyList<string> packages, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(directory);
        if (packages.Count == 0)
            return [];
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', packages))))[..8];
        var wheels = Path.Combine(directory, $"wheels-{Distribution.Architecture}-{key}");

        // The folder appears complete.
        if (!Directory.Exists(wheels))
            await MakeOnceAsync(packages, wheels, cancellationToken);
        return [.. Directory.EnumerateFiles(wheels, "*.whl").Order(StringComparer.Ordinal)];
    }

    private async Task MakeOnceAsync(IReadOnlyList<string> packages, string wheels, CancellationToken cancellationToken)
    {
        await using var fileLock = await FileLock.AcquireAsync(
            Path.Combine(directory, ".wheels-lock"), () => progress?.Invoke("Another build is making the wheels; waiting for it."), cancellationToken);
        if (Directory.Exists(wheels))
            return;
        progress?.Invoke("Making wheels from Debian's packages, as PyPI can't be reached (some seconds, once).");
        await MakeAsync(packages, wheels, cancellationToken);
    }

    private async Task MakeAsync(IReadOnlyList<string> packages, string target, CancellationToken cancellationToken)
    {
        // Under the lock, these are leftovers of a killed build.
        foreach (var leftover in Directory.EnumerateDirectories(directory, ".wheels-*"))
            await FileTree.DeleteAsync(leftover);

        var work = Path.Combine(directory, $".wheels-{Path.GetRandomFileName()}");

        try
        {
            var archive = await SealedArchive.OpenAsync(work, cancellationToken);
            var available = await archive.Packages.FindVersionsAsync(packages, cancellationToken);

            var debs = Path.Combine(work, "debs");
            var finished = Directory.CreateDirectory(Path.Combine(work, "wheels")).FullName;
            await archive.Packages.DownloadAsync(available.Keys, debs, cancellationToken);

            foreach (var package in Directory.EnumerateFiles(debs, "*.deb"))
            {
                var single = Directory.CreateDirectory(Path.Combine(work, Path.GetFileNameWithoutExtension(package))).FullName;
                File.Move(package, Path.Combine(single, "package.deb"));
                await DebianPackage.UnpackAllAsync(single, single, cancellationToken);
                WheelWriter.Write(single, finished);
            }

            Directory.Move(finished, target);
        }
        finally
        {
            await FileTree.DeleteAsync(work);
        }
    }
}
