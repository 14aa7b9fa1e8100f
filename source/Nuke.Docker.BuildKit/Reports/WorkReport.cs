using Nuke.Docker.BuildKit.Progress;

namespace Nuke.Docker.BuildKit.Reports;

/// <summary>Work of BuildKit that is not an instruction of the Dockerfile, such as the transfer of the context, or the export of the image.</summary>
internal sealed record WorkReport
{
    /// <summary>The kind of work.</summary>
    public VertexKind Kind { get; init; }

    /// <summary>The work, in BuildKit's words.</summary>
    public required string Name { get; init; }

    /// <summary>The start in seconds after the start of the build.</summary>
    public double Start { get; init; }

    /// <summary>The working time in seconds.</summary>
    public double Seconds { get; init; }

    /// <summary>The number of transferred bytes; <c>null</c> if there were none.</summary>
    public long? Bytes { get; init; }

    /// <summary><c>true</c> if the duration of the build depended on it.</summary>
    public bool Critical { get; init; }
}
