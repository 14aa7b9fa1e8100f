namespace Nuke.Docker.BuildKit.Engines.Internal;

/// <summary>Content of /etc/os-release: <c>debian</c> <c>bookworm</c>.</summary>
internal sealed record OsRelease(string Id, string? Codename, string Name)
{
    public bool IsUbuntu => Id == "ubuntu";

    /// <summary>Indicates Debian or Ubuntu. Derivatives name their suites differently.</summary>
    public bool HasDebianPackages => Id is "debian" or "ubuntu";

    public static OsRelease? OfThisMachine() => File.Exists("/etc/os-release") ? Parse(File.ReadAllLines("/etc/os-release")) : null;

    public static OsRelease Parse(IEnumerable<string> lines)
    {
        var values = new Dictionary<string, string>();

        foreach (var line in lines)
        {
            if (line.IndexOf('=') is > 0 and var equals)
                values[line[..equals]] = line[(equals + 1)..].Trim().Trim('"', '\'');
        }

        var id = values.GetValueOrDefault("ID", "linux");
        return new OsRelease(id, values.GetValueOrDefault("VERSION_CODENAME"), values.GetValueOrDefault("PRETTY_NAME", id));
    }
}
