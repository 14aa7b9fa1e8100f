namespace Nuke.Docker.BuildKit.Answers.Images;

/// <summary>Settings with which containers of an image start.</summary>
public sealed record ImageConfiguration : DockerAnswer
{
    /// <summary><c>ENTRYPOINT</c>; <c>null</c> if there is none.</summary>
    public IReadOnlyList<string>? Entrypoint { get; init; }

    /// <summary><c>CMD</c>; <c>null</c> if there is none.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    /// <summary>Environment variables as <c>NAME=value</c>.</summary>
    public IReadOnlyList<string> Environment { get; init; } = [];

    /// <summary><c>LABEL</c>.</summary>
    public IReadOnlyDictionary<string, string?> Labels { get; init; } = new Dictionary<string, string?>();

    /// <summary><c>USER</c>; <c>null</c>: root.</summary>
    public string? User { get; init; }

    /// <summary><c>WORKDIR</c>; <c>null</c>: the root folder.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary><c>EXPOSE</c>: <c>8000/tcp</c>.</summary>
    public IReadOnlyList<string> ExposedPorts { get; init; } = [];

    /// <summary><c>VOLUME</c>.</summary>
    public IReadOnlyList<string> Volumes { get; init; } = [];

    /// <summary><c>STOPSIGNAL</c>; <c>null</c>: SIGTERM.</summary>
    public string? StopSignal { get; init; }
}
