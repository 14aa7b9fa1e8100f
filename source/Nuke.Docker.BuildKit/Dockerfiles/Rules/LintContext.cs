namespace Nuke.Docker.BuildKit.Dockerfiles.Rules;

/// <summary>What the linter knows beside the Dockerfile. Rules that need more than there is stay silent.</summary>
public sealed record LintContext
{
    /// <summary>Nothing.</summary>
    public static LintContext None { get; } = new();

    /// <summary>The folder of the build context; null where it isn't known or no folder.</summary>
    public string? Directory { get; init; }

    /// <summary>The path of the ignore file; null where there is none.</summary>
    public string? IgnoreFile { get; init; }

    /// <summary>Whether a path of the context, with slashes, is kept out by the ignore file; null where nobody can tell.</summary>
    public Func<string, bool>? Ignores { get; init; }

    /// <summary>Folders of local caches that the build writes; those within the context are found.</summary>
    public IReadOnlyList<string> CacheDirectories { get; init; } = [];

    /// <summary>The stage that is built; null for the last.</summary>
    public string? Target { get; init; }

    /// <summary>What BuildKit's own checks found (<c>--call=check</c>); null where they didn't run.</summary>
    public DockerfileCheck? Checks { get; init; }

    /// <summary>What there is beside a Dockerfile on disk.</summary>
    /// <param name="dockerfile">Its path.</param>
    /// <param name="directory">The build context; null for none.</param>
    public static LintContext Of(string dockerfile, string? directory)
    {
        if (directory is null || !System.IO.Directory.Exists(directory))
            return None;
        // The one beside the Dockerfile comes first, as BuildKit has it.
        string[] candidates = [$"{dockerfile}.dockerignore", Path.Combine(directory, ".dockerignore")];
        return new LintContext { Directory = directory, IgnoreFile = candidates.FirstOrDefault(File.Exists) };
    }

    internal bool Has(string path) => Directory is not null && File.Exists(Path.Combine(Directory, path));
}
