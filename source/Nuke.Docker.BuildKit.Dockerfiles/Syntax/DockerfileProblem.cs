namespace Nuke.Docker.BuildKit.Dockerfiles.Syntax;

/// <summary>A problem that fails the build of a stage, though the syntax is correct: an unknown mount type, a required variable without a value.</summary>
/// <param name="Message">The problem, in BuildKit's words if it has any.</param>
/// <param name="Lines">The lines concerned; <c>null</c> for the whole file.</param>
internal sealed record DockerfileProblem(string Message, DockerfileLines? Lines)
{
    /// <summary>Returns line and message.</summary>
    public override string ToString() => Lines is null ? Message : $"line {Lines.First}: {Message}";
}
