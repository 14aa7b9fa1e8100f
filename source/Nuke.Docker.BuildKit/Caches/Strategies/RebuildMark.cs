namespace Nuke.Docker.BuildKit.Caches.Strategies;

/// <summary>
/// Makes every <c>RUN</c> instruction of a build run again without emptying its cache mounts, which <c>--no-cache</c> does.
/// BuildKit includes the names of extra hosts in the cache key of a <c>RUN</c> instruction, but not their addresses: a new host name is a cache miss
/// for each of them. The name is stored, because the next build without it would find the old layers.
/// </summary>
/// <param name="file">The file that stores the name.</param>
internal sealed class RebuildMark(string file)
{
    /// <summary>Reads the extra host for <c>--add-host</c>. <c>null</c>: nothing was rebuilt before.</summary>
    public string? Read() => File.Exists(file) && File.ReadAllText(file).Trim() is { Length: > 0 } name ? HostOf(name) : null;

    /// <summary>Returns the extra host that <see cref="Read"/> returns after <see cref="Renew"/>.</summary>
    /// <param name="now">The time of the renewal.</param>
    public static string HostOf(DateTimeOffset now) => HostOf(NameOf(now));

    /// <summary>Stores a new name, so that the next build runs everything again.</summary>
    /// <param name="now">The current time, from which the name is formed.</param>
    public void Renew(DateTimeOffset now)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        var draft = $"{file}.{Environment.ProcessId}";
        File.WriteAllText(draft, $"{NameOf(now)}\n");
        File.Move(draft, file, overwrite: true);
    }

    private static string NameOf(DateTimeOffset now) => $"rebuild-{now.ToUniversalTime():yyyyMMdd'T'HHmmssfff}";

    private static string HostOf(string name) => $"{name}:127.0.0.1";
}
