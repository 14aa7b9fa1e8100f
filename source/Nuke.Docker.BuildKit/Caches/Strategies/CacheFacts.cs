namespace Nuke.Docker.BuildKit.Caches.Strategies;

/// <summary>What a <see cref="CacheStrategy"/> decides from.</summary>
public sealed record CacheFacts
{
    /// <summary>The image's repository, such as <c>acme/bot</c> or <c>registry.example.com/acme/bot</c>.</summary>
    public required string Image { get; init; }

    /// <summary>What tells apart two builds of one <see cref="Image"/>, such as a stage or a service. <c>null</c>: there is one.</summary>
    public string? Part { get; init; }

    /// <summary>The image with each of its tags: where an inline cache is read from.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>The repositories of the other images of the same build script.</summary>
    public IReadOnlyList<string> Siblings { get; init; } = [];

    /// <summary>The platforms that are built at once; empty: <see cref="EnginePlatform"/>.</summary>
    public IReadOnlyList<string> Platforms { get; init; } = [];

    /// <summary>The platform that is built where none is asked for; <c>null</c>: unknown.</summary>
    public string? EnginePlatform { get; init; }

    /// <summary>Whether the builder can export a cache. The docker driver without the containerd image store can't: only an inline cache is possible there.</summary>
    public bool CanExport { get; init; } = true;

    /// <summary>The folder of the local caches; each image has a folder below it.</summary>
    public required string LocalFolder { get; init; }

    /// <summary>The repository for registry caches of all images, without a tag. <c>null</c>: each image's own.</summary>
    public string? Repository { get; init; }

    /// <summary>A variable of the environment; <c>null</c> where it isn't set. Default: this process's.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>The branch that is built, asked for only by strategies that need it. Default: what is known without a repository.</summary>
    public Func<SourceBranch> Branch { get; init; } = () => new SourceBranch();

    /// <summary>Whether docker has a login for a registry, given by its host. Default: taken for granted.</summary>
    public Func<string, bool> HasLogin { get; init; } = _ => true;
}
