using System.Text.RegularExpressions;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

/// <summary>Recognizes repositories that <c>ADD</c> and package managers check out.</summary>
internal static partial class GitSources
{
    private static readonly HashSet<string> s_branches = new(StringComparer.OrdinalIgnoreCase)
    {
        "", "main", "master", "develop", "development", "dev", "trunk", "head", "next", "staging", "latest", "nightly", "edge",
        "refs/heads/main", "refs/heads/master", "refs/heads/develop",
    };

    /// <summary>Returns the branch, tag or commit of a source of <c>ADD</c>, empty for the default branch; <c>null</c> if it is not a repository.</summary>
    public static string? Reference(string source)
    {
        var hash = source.IndexOf('#', StringComparison.Ordinal);
        var (address, fragment) = hash < 0 ? (source, "") : (source[..hash], source[(hash + 1)..]);
        var repository = address.StartsWith("git@", StringComparison.Ordinal)
            || address.StartsWith("git://", StringComparison.Ordinal)
            || address.StartsWith("ssh://", StringComparison.Ordinal)
            || (address.Contains("://", StringComparison.Ordinal) && address.Split('?')[0].EndsWith(".git", StringComparison.Ordinal));
        return repository ? fragment.Split(':')[0] : null;
    }

    /// <summary>Returns the branch, tag or commit of a requirement, empty for the default branch; <c>null</c> if it is not a repository.</summary>
    public static string? RequirementReference(string requirement)
    {
        var start = requirement.IndexOf("git+", StringComparison.OrdinalIgnoreCase);
        if (start < 0)
            return null;
        var match = Address().Match(requirement[start..]);
        return match.Success ? match.Groups["reference"].Value : null;
    }

    /// <summary>Returns true if a reference moves with each change: a well-known name of a branch, or none.</summary>
    public static bool Moves(string reference) => s_branches.Contains(reference);

    [GeneratedRegex(
        @"^git\+[a-z]+://([^/@]*@)?[^/@]+/[^@#\s]+(@(?<reference>[^#\s]*))?",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Address();
}
