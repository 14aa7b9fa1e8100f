namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>Adds an index that a file declares; warns about credentials in its URL.</summary>
internal static class IndexFacts
{
    public static void Add(
        ProjectFacts facts, string address, SourceLocation where, bool isDefault, string? name = null, bool isExplicit = false,
            IReadOnlyList<string>? credentials = null)
    {
        // A folder given to --find-links.
        if (!address.Contains("://", StringComparison.Ordinal))
            return;

        var url = SafeUrl.Of(address);
        if (url.HadCredential)
            facts.Warn("credential", url.Url, where,
                "The file contains a user name or password of the index that anyone with access to it can read. Change it, and pass it to the build as a " +
                "secret.");
        if (url.IsPyPi)
            return;

        facts.AddIndex(new(url.Url)
        {
            Name = name,
            Default = isDefault,
            Explicit = isExplicit,
            Private = url.Private,
            Credentials = url.Variables.Count > 0 ? url.Variables : url.Private ? credentials ?? [] : [],
            Where = where,
        });
        facts.Fact("package index", url.Url, where, isDefault ? "It replaces PyPI." : isExplicit ? "Only packages pinned to it are installed from it."
            : "It is searched in addition to PyPI.");
    }
}
