namespace Nuke.Docker.BuildKit.Engines.Internal;

/// <summary>An entry of the host's apt sources.</summary>
/// <param name="SignedBy">Path of a keyring, or the key itself as in a deb822 file; <c>null</c>: the host's trusted keys.</param>
internal sealed record AptSource(string Uri, IReadOnlyList<string> Suites, IReadOnlyList<string> Components, string? SignedBy)
{
    /// <summary>Returns the entry as a deb822 file for other suites of the same archive.</summary>
    public string ToDeb822(IEnumerable<string> suites, IEnumerable<string> components, string architecture) =>
        $"""
        Types: deb
        URIs: {Uri}
        Suites: {string.Join(' ', suites)}
        Components: {string.Join(' ', components)}
        Architectures: {architecture}

        """ + (SignedBy is null ? "" : $"Signed-By: {SignedBy}\n");
}
