namespace Nuke.Docker.BuildKit.Engines.Internal;

/// <summary>
/// Suites of the distribution's archive, read with a separate apt state: the host's package lists, cache and installed packages do not change.
/// apt verifies signatures and hashes.
/// </summary>
/// <param name="directory">Folder for the state; created if needed, can be deleted at any time.</param>
internal sealed class AptArchive(string directory, AptSource source, IReadOnlyList<string> suites, IReadOnlyList<string> components, string architecture)
{
    private string SourceList => Path.Combine(directory, "archive.sources");

    public string Name => string.Join('+', suites);

    /// <exception cref="EnginePackagesException">The archive is unreachable, has no such suite, or its signature is not trusted.</exception>
    public async Task UpdateAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.Combine(directory, "lists", "partial"));
        Directory.CreateDirectory(Path.Combine(directory, "cache", "archives", "partial"));
        await File.WriteAllTextAsync(SourceList, source.ToDeb822(suites, components, architecture), cancellationToken);

        // Without --error-on=any, apt only warns about a suite that it could not fetch, and exits with 0.
        var result = await HostCommand.RunAsync("apt-get", [.. Options, "--error-on=any", "-qq", "update"], cancellationToken, environment: EnglishMessages);

        if (!result.Succeeded)
            throw new EnginePackagesException($"The package lists of {Name} cannot be downloaded:\n{result.Tail()}");
    }

    /// <summary>Returns the versions that a download of <paramref name="packages" /> gets; packages that the archive does not have are missing.</summary>
    public async Task<IReadOnlyDictionary<string, string>> FindVersionsAsync(IReadOnlyList<string> packages, CancellationToken cancellationToken)
    {
        var result = await HostCommand.RunAsync("apt-cache", [.. Options, "policy", .. packages], cancellationToken, environment: EnglishMessages);
        return ParsePolicy(result.Output);
    }

    internal static Dictionary<string, string> ParsePolicy(string output)
    {
        var versions = new Dictionary<string, string>();
        var package = "";

        foreach (var line in output.Split('\n'))
        {
            if (line.Length > 0 && line[0] != ' ')
                package = line.TrimEnd(':');
            else if (CandidateOf(line) is { } version)
                versions[package] = version;
        }

        return versions;
    }

    private static string? CandidateOf(string line)
    {
        const string Field = "Candidate: ";
        var text = line.Trim();
        return text.StartsWith(Field, StringComparison.Ordinal) && text[Field.Length..] is not "(none)" and var version ? version : null;
    }

    /// <summary>Downloads the candidates of <paramref name="packages" /> into <paramref name="target" /> as <c>.deb</c> files.</summary>
    /// <exception cref="EnginePackagesException">A package is missing, or its hash is not the signed one.</exception>
    public async Task DownloadAsync(IEnumerable<string> packages, string target, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(target);
        var result = await HostCommand.RunAsync("apt-get", [.. Options, "-qq", "download", .. packages], cancellationToken, target, EnglishMessages);

        if (!result.Succeeded)
            throw new EnginePackagesException($"Packages of {Name} cannot be downloaded:\n{result.Tail()}");
    }

    private IEnumerable<string> Options =>
    [
        "-o", $"Dir::Etc::SourceList={SourceList}",
        "-o", "Dir::Etc::SourceParts=/dev/null",
        "-o", "Dir::Etc::Preferences=/dev/null",
        "-o", "Dir::Etc::PreferencesParts=/dev/null",
        "-o", $"Dir::State::Lists={Path.Combine(directory, "lists")}",
        "-o", "Dir::State::Status=/dev/null",
        "-o", $"Dir::Cache={Path.Combine(directory, "cache")}",
        // Container images disable the cache of the parsed lists and keep the lists compressed, which costs seconds per query.
        "-o", "Dir::Cache::PkgCache=pkgcache.bin",
        "-o", "Dir::Cache::SrcPkgCache=srcpkgcache.bin",
        "-o", "Acquire::GzipIndexes=false",
        "-o", "Acquire::Languages=none",
        "-o", "Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false",
        "-o", "Acquire::Retries=2",
        // Only the owner can use the folder; apt's unprivileged user could not write there.
        "-o", "APT::Sandbox::User=root",
    ];

    internal static IReadOnlyDictionary<string, string> EnglishMessages { get; } = new Dictionary<string, string>
    {
        ["LC_ALL"] = "C",
        ["DEBIAN_FRONTEND"] = "noninteractive",
    };
}
