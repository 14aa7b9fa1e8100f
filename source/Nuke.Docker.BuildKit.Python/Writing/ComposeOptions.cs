namespace Nuke.Docker.BuildKit.Python.Writing;

/// <summary>Options for a project's compose.yaml that its files do not determine.</summary>
public sealed record ComposeOptions
{
    /// <summary>The name of the service; null: the project's name.</summary>
    public string? Service { get; init; }

    /// <summary>The name of the image; null: the service's name.</summary>
    public string? Image { get; init; }

    /// <summary>The port on the host; null: the same as in the container.</summary>
    public int? HostPort { get; init; }

    /// <summary>
    /// Folder for a local cache in addition to the engine's own. Must be outside the build context, or each build changes its own context.
    /// Null: none; a single machine needs none.
    /// </summary>
    public string? CacheDirectory { get; init; }

    /// <summary>Image reference of a registry cache shared by several machines: <c>registry.example.com/acme/bot:cache</c>. Null: none.</summary>
    public string? CacheReference { get; init; }

    /// <summary>If true, <c>docker compose watch</c> rebuilds on changes.</summary>
    public bool Watch { get; init; } = true;

    /// <summary>If true, comments explain each part.</summary>
    public bool Comments { get; init; } = true;
}
