namespace Nuke.Docker.BuildKit.Python.Writing;

/// <summary>What a project doesn't say of itself, for its compose.yaml.</summary>
public sealed record ComposeOptions
{
    /// <summary>The service's name; null: the project's.</summary>
    public string? Service { get; init; }

    /// <summary>The name of the image that is built; null: the service's.</summary>
    public string? Image { get; init; }

    /// <summary>The port on the host; null: the one in the container.</summary>
    public int? HostPort { get; init; }

    /// <summary>
    /// Folder for a cache on disk, beside the engine's own; must lie outside the build context, or each build would find it changed.
    /// Null: none; one machine needs none.
    /// </summary>
    public string? CacheDirectory { get; init; }

    /// <summary>Image reference of a cache in a registry, which several machines share: <c>registry.example.com/acme/bot:cache</c>. Null: none.</summary>
    public string? CacheReference { get; init; }

    /// <summary>Whether <c>docker compose watch</c> rebuilds on changes.</summary>
    public bool Watch { get; init; } = true;

    /// <summary>Whether each part is explained.</summary>
    public bool Comments { get; init; } = true;
}
