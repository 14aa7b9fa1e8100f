using System.Runtime.InteropServices;

namespace Nuke.Docker.BuildKit.Engines.Internal;

/// <summary>The distribution of this machine and the archive in its apt sources.</summary>
internal sealed record Distribution(OsRelease Release, AptSource Archive)
{
    public static string Architecture => RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.Arm64 ? "arm64" : "amd64";

    /// <summary>Ubuntu has docker's packages in universe.</summary>
    private IReadOnlyList<string> Components => Release.IsUbuntu ? ["main", "universe"] : ["main"];

    public IReadOnlyList<string> HostSuites
    {
        get
        {
            var own = Release.Codename ?? Archive.Suites[0];
            return Release.IsUbuntu ? [own, $"{own}-updates"] : [own];
        }
    }

    /// <summary>Newest first. Programs of newer Debian suites run on older ones, because they need little more than libc.</summary>
    public IReadOnlyList<IReadOnlyList<string>> SuiteCandidates =>
        Release.IsUbuntu
            ? [HostSuites]
            : [.. new[] { "forky", "trixie", HostSuites[0] }.Distinct().Select(IReadOnlyList<string> (suite) => [suite])];

    /// <exception cref="EnginePackagesException">The machine has no apt source of the distribution's archive.</exception>
    public static Distribution OfThisMachine()
    {
        var release = OsRelease.OfThisMachine() ?? throw new EnginePackagesException("The file /etc/os-release does not exist.");
        var archive = AptSourcesReader.FindArchive(AptSourcesReader.ReadHost(), release)
            ?? throw new EnginePackagesException(
                $"No entry for {release.Id} {release.Codename} main was found in /etc/apt/sources.list or /etc/apt/sources.list.d.");

        return new Distribution(release, archive with { SignedBy = archive.SignedBy ?? DefaultKeyring(release) });
    }

    public AptArchive OpenArchive(string directory, IReadOnlyList<string> suites) =>
        new(Path.Combine(directory, $"apt-{suites[0]}"), Archive, suites, Components, Architecture);

    private static string? DefaultKeyring(OsRelease release)
    {
        var keyring = $"/usr/share/keyrings/{release.Id}-archive-keyring.gpg";
        return File.Exists(keyring) ? keyring : null;
    }
}
