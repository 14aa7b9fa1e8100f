using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Answers;

/// <summary>A stage of a Dockerfile that can be built (<c>--call=targets</c>).</summary>
public sealed record DockerfileTarget : DockerAnswer
{
    /// <summary>What <c>--target</c> takes; null for a stage without a name.</summary>
    public string? Name { get; init; }

    /// <summary>The comment above its <c>FROM</c> that begins with its name.</summary>
    public string? Description { get; init; }

    /// <summary>Whether it is built without <c>--target</c>.</summary>
    public bool Default { get; init; }

    /// <summary>What stands behind <c>FROM</c>, variables as they are written.</summary>
    public string? Base { get; init; }

    /// <summary>The platform behind <c>FROM --platform</c>; null where there is none.</summary>
    public string? Platform { get; init; }

    /// <summary>Its <c>FROM</c>.</summary>
    public DockerfileLines? Lines { get; init; }
}
