using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting;

/// <summary>What the linter knows beside the Dockerfile. Rules that need more than there is stay silent.</summary>
public sealed record LintContext
{
    /// <summary>Nothing.</summary>
    public static LintContext None { get; } = new();

    /// <summary>The folder of the build context; null where it isn't known or no folder.</summary>
    public string? Directory { get; init; }

    /// <summary>The path of the ignore file; null where there is none.</summary>
    public string? IgnoreFile { get; init; }

    /// <summary>What the ignore file keeps out; null where there is none, or it can't be used.</summary>
    public DockerignoreMatcher? Ignore { get; init; }

    /// <summary>Why the ignore file can't be used, which ends the build; null where it can.</summary>
    public DockerignoreException? IgnoreProblem { get; init; }

    /// <summary>Folders of local caches that the build writes; those within the context are found.</summary>
    public IReadOnlyList<string> CacheDirectories { get; init; } = [];

    /// <summary>The stage that is built; null for the last.</summary>
    public string? Target { get; init; }

    /// <summary>What BuildKit's own checks found (<c>--call=check</c>); null where they didn't run.</summary>
    public BuildCheckResult? Checks { get; init; }

    /// <summary>What is sent, listed once; or the line at which the listing, and with it the build, ends.</summary>
    internal Lazy<(BuildContextListing? Listing, DockerignoreException? Problem)> Sent { get; init; } = new((null, null));

    /// <summary>What there is beside a Dockerfile on disk.</summary>
    /// <param name="dockerfile">Its path.</param>
    /// <param name="directory">The build context; null for none.</param>
    public static LintContext Of(string dockerfile, string? directory)
    {
        if (directory is null || !System.IO.Directory.Exists(directory))
            return None;
        var context = new LintContext { Directory = directory, IgnoreFile = DockerignoreFile.Locate(directory, dockerfile) };
        try
        {
            var matcher = new DockerignoreMatcher(DockerignoreFile.Find(directory, dockerfile));
            return context with { Ignore = matcher, Sent = new(() => List(directory, matcher)) };
        }
        catch (DockerignoreException problem)
        {
            return context with { IgnoreProblem = problem };
        }
    }

    internal bool Has(string path) => Directory is not null && File.Exists(Path.Combine(Directory, path));

    internal bool Ignores(string path)
    {
        try
        {
            return Ignore?.Ignores(path) ?? false;
        }
        catch (DockerignoreException)
        {
            return false;
        }
    }

    // A folder that can't be listed is one of which nothing is known.
    private static (BuildContextListing?, DockerignoreException?) List(string directory, DockerignoreMatcher matcher)
    {
        try
        {
            return (BuildContextReader.Read(directory, matcher), null);
        }
        catch (DockerignoreException problem)
        {
            return (null, problem);
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException)
        {
            return (null, null);
        }
    }
}
