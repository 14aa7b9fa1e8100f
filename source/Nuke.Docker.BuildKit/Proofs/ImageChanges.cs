namespace Nuke.Docker.BuildKit.Proofs;

/// <summary>The intended changes of an image; a comparison reports all others.</summary>
internal sealed record ImageChanges
{
    /// <summary>Stands in <see cref="Paths"/> for the files of system packages that are no longer installed.</summary>
    public const string SystemPackages = "packages:";

    /// <summary>No change.</summary>
    public static ImageChanges None { get; } = new();

    /// <summary>Absolute paths, and those below them if they end in a slash; or <see cref="SystemPackages"/>.</summary>
    public IReadOnlyCollection<string> Paths { get; init; } = [];

    /// <summary>Paths in the build context that are no longer sent. The image may lose the files that were copied from them.</summary>
    public IReadOnlyCollection<string> IgnoredFiles { get; init; } = [];

    /// <summary>Settings, such as <c>User</c> or <c>Env UV_LINK_MODE</c>.</summary>
    public IReadOnlyCollection<string> Settings { get; init; } = [];

    /// <summary>True for a new Dockerfile: only the packages of Python and the ports are compared, and none may be missing.</summary>
    public bool Rewritten { get; init; }

    /// <summary>Returns true if a path may change.</summary>
    public bool Allows(string path) => Paths.Any(allowed =>
        allowed.EndsWith('/') ? path.StartsWith(allowed, StringComparison.Ordinal) || path == allowed.TrimEnd('/') : path == allowed);
}
