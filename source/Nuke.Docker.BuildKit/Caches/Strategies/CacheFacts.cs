namespace Nuke.Docker.BuildKit.Caches.Strategies;

/// <summary>The facts that a <see cref="CacheStrategy"/> decides from.</summary>
public sealed record CacheFacts
{
    /// <summary>The repository of the image, such as <c>acme/bot</c> or <c>registry.example.com/acme/bot</c>.</summary>
    public required string Image { get; init; }

    /// <summary>The stage or service that distinguishes several builds of one <see cref="Image"/>. <c>null</c>: there is a single build.</summary>
    public string? Part { get; init; }

    /// <summary>The references of the image with each of its tags, from which an inline cache is imported.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>The repositories of the other images of the same build script.</summary>
    public IReadOnlyList<string> Siblings { get; init; } = [];

    /// <summary>The platforms of the build. Empty: <see cref="EnginePlatform"/>.</summary>
    public IReadOnlyList<string> Platforms { get; init; } = [];

    /// <summary>The default platform of the engine. <c>null</c>: unknown.</summary>
    public string? EnginePlatform { get; init; }

    /// <summary>
    /// True if the builder can export a cache. The docker driver without the containerd image store can export only an inline cache. Default: true.
    /// </summary>
    public bool CanExport { get; init; } = true;

    /// <summary>The folder of the local caches, with a subfolder for each image.</summary>
    public required string LocalFolder { get; init; }

    /// <summary>The repository for the registry caches of all images, without a tag. <c>null</c>: the repository of each image.</summary>
    public string? Repository { get; init; }

    /// <summary>Reads an environment variable. Returns <c>null</c> if it is not set. Default: the environment of this process.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>Reads the current branch. Called only by strategies that need it. Default: an unknown branch.</summary>
    public Func<SourceBranch> Branch { get; init; } = () => new SourceBranch();

    /// <summary>Returns true if docker has a login for the host of a registry. Default: always true.</summary>
    public Func<string, bool> HasLogin { get; init; } = _ => true;
}
