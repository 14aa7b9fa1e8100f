namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>Adds an index that a file names; warns of credentials in its address.</summary>
internal static class IndexFacts
{
    public static void Add(
        ProjectFacts facts, string address, SourceLocation where, bool isDefault, string? name = null, bool isExplicit = false, IReadOnlyList<string>? credentials = null)
    {
        // A folder given to --find-links.
        if (!address.Contains("://", StringComparison.Ordinal))
            return;

        var url = SafeUrl.Of(address);
        if (url.HadCredential)
            facts.Warn("credential", url.Url, where, "A user name or password of the index stands in the file: anybody who reads it has it. Change it, and give it to the build as a secret.");
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
        facts.Fact("package index", url.Url, where, isDefault ? "It takes the place of PyPI." : isExplicit ? "Packages that name it come from it." : "It is asked as well as PyPI.");
    }
}
