using Nuke.Docker.BuildKit.Caches.Strategies.Internal;

namespace Nuke.Docker.BuildKit.Caches.Strategies;

/// <summary>The current branch, read from the environment of a CI system or the files of the repository, without starting git.</summary>
public sealed record SourceBranch
{
    /// <summary>The <see cref="Name"/> of builds of a tag. They share a scope, because no later build would import the cache of a single release.</summary>
    public const string Tags = "refs/tags";

    /// <summary>The branch, such as <c>feature/x</c>. For a pull request, the source branch. <c>null</c>: unknown.</summary>
    public string? Name { get; init; }

    /// <summary>The target branch of a pull request. <c>null</c>: the build is not one of a pull request.</summary>
    public string? Target { get; init; }

    /// <summary>The default branch, whose cache is imported if a branch has none.</summary>
    public string Default { get; init; } = "main";

    /// <summary>True for a pull request from a fork, which must not export caches for other builds.</summary>
    public bool FromFork { get; init; }

    /// <summary>The name of the CI system, such as <c>GitHub Actions</c>. <c>null</c>: the build does not run in a known CI system.</summary>
    public string? CiSystem { get; init; }

    /// <summary>The branches whose caches are imported, in order: the current one, the target of a pull request, the default one.</summary>
    internal IEnumerable<string> ReadOrder => new[] { WriteName, Target, Default }.OfType<string>().Distinct(StringComparer.Ordinal);

    /// <summary>The branch whose cache is exported.</summary>
    internal string WriteName => Name ?? "HEAD";

    /// <summary>Reads the branch of a working copy.</summary>
    /// <param name="rootDirectory">The working copy, or a folder in it.</param>
    /// <param name="environment">Reads an environment variable. <c>null</c>: the environment of this process.</param>
    /// <param name="defaultBranch">
    /// The default branch. <c>null</c>: that of the CI system or of <c>origin/HEAD</c>, or <c>main</c> or <c>master</c>, whichever exists.
    /// </param>
    public static SourceBranch Read(string rootDirectory, Func<string, string?>? environment = null, string? defaultBranch = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(rootDirectory);
        environment ??= Environment.GetEnvironmentVariable;
        var build = CiBuild.Read(environment);
        var repository = GitFiles.Find(rootDirectory);
        var main = defaultBranch ?? build?.Default ?? repository?.DefaultBranch() ?? "main";
        return new SourceBranch
        {
            Name = build?.Branch ?? (repository is null ? main : repository.Branch(main)),
            Target = build?.Target,
            Default = main,
            FromFork = build?.FromFork ?? false,
            CiSystem = build?.System,
        };
    }
}
