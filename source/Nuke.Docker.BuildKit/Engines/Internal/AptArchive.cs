namespace Nuke.Docker.BuildKit.Engines.Internal;

/// <summary>
/// Suites of the distribution's archive, read with an apt state of their own: the host's package lists, its cache and what is
/// installed stay as they are. Signatures and hashes are apt's to check.
/// </summary>
/// <param name="directory">Folder for the state; made when needed, may be deleted at any time.</param>
internal sealed class AptArchive(string directory, AptSource source, IReadOnlyList<string> suites, IReadOnlyList<string> components, string architecture)
{
    private string SourceList => Path.Combine(directory, "archive.sources");

    public string Name => string.Join('+', suites);

    /// <exception cref="EnginePackagesException">The archive cannot be reached, has no such suite, or its signature is not trusted.</exception>
    public async Task UpdateAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.Combine(directory, "lists", "partial"));
        Directory.CreateDirectory(Path.Combine(directory, "cache", "archives", "partial"));
        await File.WriteAllTextAsync(SourceList, source.ToDeb822(suites, components, architecture), cancellationToken);

        // Without Error-Mode apt calls a suite that it couldn't fetch a warning and ends with 0.
        var result = await HostCommand.RunAsync("apt-get", [.. Options, "--error-on=any", "-qq", "update"], cancellationToken, environment: EnglishMessages);

        if (!result.Succeeded)
        {
            throw new EnginePackagesException($"The package lists of {Name} cannot be fetched:\n{result.Tail()}");
        }
    }

    /// <summary>The version that a download of <paramref name="package" /> gives; null where the archive has none.</summary>
    public async Task<string?> FindVersionAsync(string package, CancellationToken cancellationToken)
    {
        var result = await HostCommand.RunAsync("apt-cache", [.. Options, "policy", package], cancellationToken, environment: EnglishMessages);
        var candidate = result.Output.Split('\n').Select(_ => _.Trim()).FirstOrDefault(_ => _.StartsWith("Candidate:", StringComparison.Ordinal));

        return candidate?["Candidate:".Length..].Trim() is { Length: > 0 } version and not "(none)" ? version : null;
    }

    /// <summary>Downloads the candidates of <paramref name="packages" /> into <paramref name="target" /> as <c>.deb</c> files.</summary>
    /// <exception cref="EnginePackagesException">A package is missing, or its hash is not the one that the archive signed.</exception>
    public async Task DownloadAsync(IEnumerable<string> packages, string target, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(target);
        var result = await HostCommand.RunAsync("apt-get", [.. Options, "-qq", "download", .. packages], cancellationToken, target, EnglishMessages);

        if (!result.Succeeded)
        {
            throw new EnginePackagesException($"Packages of {Name} cannot be downloaded:\n{result.Tail()}");
        }
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
        "-o", "Acquire::Languages=none",
        "-o", "Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false",
        "-o", "Acquire::Retries=2",
        // The folder is its owner's alone, so apt's unprivileged user could not write there.
        "-o", "APT::Sandbox::User=root",
    ];

    internal static IReadOnlyDictionary<string, string> EnglishMessages { get; } = new Dictionary<string, string>
    {
        ["LC_ALL"] = "C",
        ["DEBIAN_FRONTEND"] = "noninteractive",
    };
}
