namespace Nuke.Docker.BuildKit.Dockerfiles.Syntax;

/// <summary>Something that reads well and that a build of its stage would refuse all the same: a mount of no known type, a variable that must be set.</summary>
/// <param name="Message">In BuildKit's words where it has some.</param>
/// <param name="Lines">Null where it is about the whole file.</param>
public sealed record DockerfileProblem(string Message, DockerfileLines? Lines)
{
    /// <summary>Line and message.</summary>
    public override string ToString() => Lines is null ? Message : $"line {Lines.First}: {Message}";
}
