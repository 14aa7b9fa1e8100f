using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Answers;

/// <summary>A stage of a Dockerfile that can be built (<c>--call=targets</c>).</summary>
public sealed record DockerfileTarget : DockerAnswer
{
    /// <summary>Name, the value of <c>--target</c>; <c>null</c> for an unnamed stage.</summary>
    public string? Name { get; init; }

    /// <summary>Comment above its <c>FROM</c> that begins with its name; <c>null</c> if there is none.</summary>
    public string? Description { get; init; }

    /// <summary>Indicates the stage that is built without <c>--target</c>.</summary>
    public bool Default { get; init; }

    /// <summary>Base image or stage of <c>FROM</c>, with variables as written.</summary>
    public string? Base { get; init; }

    /// <summary>Value of <c>FROM --platform</c>; <c>null</c> if it is absent.</summary>
    public string? Platform { get; init; }

    /// <summary>Lines of its <c>FROM</c>.</summary>
    public DockerfileLines? Lines { get; init; }
}
