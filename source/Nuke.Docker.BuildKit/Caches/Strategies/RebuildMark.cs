namespace Nuke.Docker.BuildKit.Caches.Strategies;

/// <summary>
/// Makes every <c>RUN</c> of a build run again without emptying its cache mounts, which <c>--no-cache</c> does.
/// BuildKit counts the names of extra hosts among what a <c>RUN</c> depends on, and their addresses not: a host name that was
/// never used before is a miss for each <c>RUN</c>. The name is kept, or the next build would find the layers from before.
/// </summary>
/// <param name="file">The file that keeps the name.</param>
public sealed class RebuildMark(string file)
{
    /// <summary>The extra host for <c>--add-host</c>, or <c>null</c> if nothing was ever rebuilt.</summary>
    public string? Read() => File.Exists(file) && File.ReadAllText(file).Trim() is { Length: > 0 } name ? HostOf(name) : null;

    /// <summary>The extra host that <see cref="Read"/> returns after <see cref="Renew"/>.</summary>
    /// <param name="now">The time of the renewal.</param>
    public static string HostOf(DateTimeOffset now) => HostOf(NameOf(now));

    /// <summary>Makes up a new name; the build that follows runs everything again.</summary>
    /// <param name="now">The time, which the name is made of.</param>
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
