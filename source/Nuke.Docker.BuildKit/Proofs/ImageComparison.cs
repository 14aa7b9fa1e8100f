namespace Nuke.Docker.BuildKit.Proofs;

/// <summary>Compares two images: paths, types, modes, owners and content of files, and the configuration.</summary>
internal static class ImageComparison
{
    // Files that differ between two builds of the same Dockerfile, or that the engine creates.
    private static readonly string[] s_volatile =
    [
        "/var/log/", "/var/cache/ldconfig/", "/var/cache/debconf/", "/var/cache/apt/", "/var/lib/apt/lists/", "/var/lib/dpkg/", "/var/cache/fontconfig/",
        "/.dockerenv", "/dev/", "/proc/", "/sys/", "/run/", "/etc/hostname", "/etc/hosts", "/etc/resolv.conf", "/etc/mtab", "/etc/ld.so.cache",
        "/etc/machine-id", "/etc/passwd-", "/etc/group-", "/etc/shadow-", "/etc/gshadow-", "/etc/.pwd.lock", "/tmp/", "/var/tmp/",
    ];

    // Package managers need not be in an image.
    private static readonly HashSet<string> s_tools =
        new(StringComparer.OrdinalIgnoreCase) { "pip", "setuptools", "wheel", "uv", "poetry", "poetry_core", "pdm", "pipenv", "virtualenv" };

    // Where packages of the system are installed.
    private static readonly string[] s_system = ["/usr/", "/lib/", "/lib64/", "/bin/", "/sbin/", "/etc/", "/var/", "/lib", "/opt/"];

    /// <summary>Returns the differences that are not intended, as sentences without a period; empty if there are none.</summary>
    public static IReadOnlyList<string> Between(ImageSnapshot before, ImageSnapshot after, ImageChanges changes)
    {
        if (changes.Rewritten)
            return [.. MissingPackages(before, after), .. MissingPorts(before, after)];
        var found = new List<string>();
        foreach (var name in before.Settings.Keys.Union(after.Settings.Keys).Order(StringComparer.Ordinal))
        {
            var (old, now) = (before.Settings.GetValueOrDefault(name), after.Settings.GetValueOrDefault(name));
            if (old != now && !changes.Settings.Contains(name))
                found.Add($"{name} was {old ?? "not set"}, and is {now ?? "not set"}");
        }

        foreach (var path in before.Files.Keys.Union(after.Files.Keys).Order(StringComparer.Ordinal))
        {
            if (IsVolatile(path) || changes.Allows(path))
                continue;
            if (Difference(path, before.Files.GetValueOrDefault(path), after.Files.GetValueOrDefault(path), changes) is { } difference)
                found.Add(difference);
        }

        return [.. found, .. MissingLibraries(before, after)];
    }

    private static IEnumerable<string> MissingPackages(ImageSnapshot before, ImageSnapshot after) =>
        Packages(before).Except(Packages(after), StringComparer.OrdinalIgnoreCase)
            .Where(package => !s_tools.Contains(package.Split('-')[0]))
            .Order(StringComparer.Ordinal)
            .Select(package => $"the package {package} is missing");

    private static IEnumerable<string> MissingPorts(ImageSnapshot before, ImageSnapshot after) =>
        before.Settings.Keys.Where(name => name.StartsWith("Port ", StringComparison.Ordinal) && !after.Settings.ContainsKey(name))
            .Select(name => $"{name} is no longer exposed");

    // NAME-VERSION.dist-info.
    private static HashSet<string> Packages(ImageSnapshot image)
    {
        const string Ending = ".dist-info";
        return [.. image.Files.Keys.Where(path => path.EndsWith(Ending, StringComparison.Ordinal)).Select(path => Name(path)[..^Ending.Length])];
    }

    private static string? Difference(string path, ImageFile? old, ImageFile? now, ImageChanges changes)
    {
        if (old is null)
            return MayBeSystem(path, changes) ? null : $"{path} is new";
        if (now is null)
            return IsIgnored(path, changes) || MayBeSystem(path, changes) ? null : $"{path} is missing";
        if (old.Kind != now.Kind)
            return $"{path} was a {old.Kind}, and is a {now.Kind}";
        if (old.Mode != now.Mode)
            return $"the mode of {path} was {old.Mode}, and is {now.Mode}";
        if (old.Owner != now.Owner)
            return $"the owner of {path} was {old.Owner}, and is {now.Owner}";
        return old.Content == now.Content || (MayBeSystem(path, changes) && !IsPackage(path)) ? null : $"the content of {path} changed";
    }

    // Bytecode holds the time of its source; the rest is listed.
    private static bool IsVolatile(string path) =>
        path.EndsWith(".pyc", StringComparison.Ordinal)
        || path.EndsWith("/__pycache__", StringComparison.Ordinal)
        || s_volatile.Any(entry => entry.EndsWith('/') ? $"{path}/".StartsWith(entry, StringComparison.Ordinal) : path == entry);

    private static bool MayBeSystem(string path, ImageChanges changes) =>
        changes.Paths.Contains(ImageChanges.SystemPackages)
        && !IsPackage(path)
        && s_system.Any(folder => path.StartsWith(folder, StringComparison.Ordinal));

    private static bool IsPackage(string path) => path.Contains("/site-packages/", StringComparison.Ordinal);

    // COPY . /app puts docs/a.md to /app/docs/a.md.
    private static bool IsIgnored(string path, ImageChanges changes) =>
        changes.IgnoredFiles.Any(file => path.EndsWith($"/{file}", StringComparison.Ordinal) || path.Contains($"/{file}/", StringComparison.Ordinal));

    // A library that a removed package brought along, and that a remaining file needs.
    private static IEnumerable<string> MissingLibraries(ImageSnapshot before, ImageSnapshot after)
    {
        var present = after.Files.Keys.Select(Name).ToHashSet(StringComparer.Ordinal);
        var removed = before.Files.Keys.Where(path => !after.Files.ContainsKey(path))
            .Select(Name)
            .Where(name => !present.Contains(name))
            .ToHashSet(StringComparer.Ordinal);
        return after.Files
            .SelectMany(file => file.Value.Libraries.Where(removed.Contains).Select(library => (library, file.Key)))
            .GroupBy(need => need.library, need => need.Key, StringComparer.Ordinal)
            .Select(group => $"{group.First()} needs {group.Key}, which is missing");
    }

    private static string Name(string path) => path[(path.LastIndexOf('/') + 1)..];
}
