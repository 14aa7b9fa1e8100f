using Nuke.Docker.BuildKit.Caches.Strategies.Internal;

namespace Nuke.Docker.BuildKit.Caches.Strategies;

/// <summary>The branch that is built, as CI or the repository's own files tell it. No git is started.</summary>
public sealed record SourceBranch
{
    /// <summary>The <see cref="Name"/> of every build of a tag: they share a scope, or each release would write a cache that nobody reads again.</summary>
    public const string Tags = "refs/tags";

    /// <summary>The branch, <c>feature/x</c>; of a pull request the one that is to be merged. <c>null</c>: nobody can tell.</summary>
    public string? Name { get; init; }

    /// <summary>The branch that a pull request is to be merged into. <c>null</c>: this is none.</summary>
    public string? Target { get; init; }

    /// <summary>The branch that others start from, and whose cache is read where there is no own one.</summary>
    public string Default { get; init; } = "main";

    /// <summary>Whether this is a pull request out of a fork, which mustn't write what others read.</summary>
    public bool FromFork { get; init; }

    /// <summary>The CI system that said so, <c>GitHub Actions</c>. <c>null</c>: none is known here.</summary>
    public string? CiSystem { get; init; }

    /// <summary>The branches whose caches are read: this one, the target of a pull request, the default one.</summary>
    internal IEnumerable<string> ReadOrder => new[] { WriteName, Target, Default }.OfType<string>().Distinct(StringComparer.Ordinal);

    /// <summary>The branch whose cache is written.</summary>
    internal string WriteName => Name ?? "HEAD";

    /// <summary>Finds out the branch of a working copy.</summary>
    /// <param name="rootDirectory">The working copy or a folder in it.</param>
    /// <param name="environment">A variable of the environment. <c>null</c>: this process's.</param>
    /// <param name="defaultBranch">The default branch. <c>null</c>: what CI or <c>origin/HEAD</c> says, else <c>main</c> or <c>master</c>, whichever there is.</param>
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
