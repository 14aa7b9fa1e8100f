using Nuke.Docker.BuildKit.Dockerfiles.Ignoring.Internal;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Faults.Internal;
using Nuke.Docker.BuildKit.Text;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Builds;

/// <summary>Checks before a process starts. Each check throws the exception that the build would fail with, but sooner and with more help.</summary>
public static class Preflight
{
    private const int NamesShown = 8;

    /// <summary>Requires the build context to be a folder that exists. A URL, an archive's name or <c>-</c> is left to buildx.</summary>
    /// <exception cref="DockerBuildException">The folder does not exist, or is a file (<see cref="DockerFaultKind.ContextMissing"/>).</exception>
    public static void RequireContext(string context)
    {
        ArgumentException.ThrowIfNullOrEmpty(context);
        if (!BuildContexts.IsFolder(context) || Directory.Exists(context))
            return;
        var parent = Path.GetDirectoryName(Path.GetFullPath(context));
        var names = Directory.Exists(parent) ? Directory.EnumerateDirectories(parent).Select(folder => Path.GetFileName(folder)) : [];
        throw new DockerBuildException(new DockerFault
        {
            Kind = DockerFaultKind.ContextMissing,
            Cause = File.Exists(context) ? $"The build context {context} is a file, not a folder." : $"The build context {context} doesn't exist.",
            File = context,
            Cure = $"Correct the image's context. {Suggest(Path.GetFileName(Path.TrimEndingDirectorySeparator(context)), names)}".TrimEnd(),
        });
    }

    /// <summary>Requires the Dockerfile to exist.</summary>
    /// <param name="path">The file; BuildKit's default is <c>Dockerfile</c> in the context.</param>
    /// <exception cref="DockerBuildException">The file does not exist (<see cref="DockerFaultKind.DockerfileMissing"/>). The message suggests similar names in its folder.</exception>
    public static void RequireDockerfile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (File.Exists(path))
            return;
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        if (!Directory.Exists(folder))
            throw Missing(path, $"There is no folder {folder}, where the Dockerfile should be.", "Correct the path of the Dockerfile.");
        var names = Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file)).ToList();
        var dockerfiles = names.Where(name => name.Contains("dockerfile", StringComparison.OrdinalIgnoreCase) || name.StartsWith("Containerfile", StringComparison.OrdinalIgnoreCase));
        var offered = dockerfiles.Concat(NearestNames.Of(Path.GetFileName(path), names)).Where(name => !name.EndsWith(".dockerignore", StringComparison.OrdinalIgnoreCase))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(NamesShown).ToList();
        throw Missing(
            path,
            $"There is no {Path.GetFileName(path)} in {folder}.",
            offered.Count > 0 ? $"The folder has {string.Join(", ", offered)}: name it as the image's Dockerfile, or rename it." : "Write one, or correct the path of the Dockerfile.");
    }

    /// <summary>Requires the folder of an exported cache to be writable. It creates the folder and writes a file, because only that detects read-only mounts and access lists.</summary>
    /// <exception cref="DockerBuildException">
    /// The folder cannot be written (<see cref="DockerFaultKind.CacheUnwritable"/>), or no space is left (<see cref="DockerFaultKind.DiskFull"/>).
    /// </exception>
    public static void RequireWritableCache(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var unique = Guid.NewGuid().ToByteArray();
        // Digits only: by these a sweep recognizes what a killed build has left. No two builds have one name, not even in one process.
        var probe = Path.Combine(folder, $".probe-{new UInt128(BitConverter.ToUInt64(unique, 0), BitConverter.ToUInt64(unique, 8))}");
        try
        {
            Directory.CreateDirectory(folder);
            // One block: an empty file can be created even on a full disk.
            File.WriteAllBytes(probe, new byte[4096]);
        }
        catch (IOException exception) when (DiskErrors.IsDiskFull(exception))
        {
            throw new DockerBuildException(new DockerFault
            {
                Kind = DockerFaultKind.DiskFull,
                Cause = $"There is no space left for the cache folder {folder}.",
                File = folder,
                Cure = "Free space on its disk, or choose a folder on another one.",
            });
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DockerBuildException(new DockerFault
            {
                Kind = DockerFaultKind.CacheUnwritable,
                Cause = $"The cache folder {folder} can't be written: {exception.Message}",
                File = folder,
                Cure = "Choose another folder for the cache, or make this one writable for the user that builds.",
            });
        }
        finally
        {
            DiskErrors.TryDelete(probe);
        }
    }

    private static DockerBuildException Missing(string path, string cause, string cure) =>
        new(new DockerFault { Kind = DockerFaultKind.DockerfileMissing, Cause = cause, File = path, Cure = cure });

    private static string Suggest(string name, IEnumerable<string> names) =>
        NearestNames.Of(name, names) is { Count: > 0 } near ? $"Did you mean {string.Join(" or ", near)}?" : "";
}
