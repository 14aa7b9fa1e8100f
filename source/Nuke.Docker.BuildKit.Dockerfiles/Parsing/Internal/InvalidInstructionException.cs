namespace Nuke.Docker.BuildKit.Dockerfiles.Parsing.Internal;

/// <summary>The exception that is thrown if an instruction is invalid. The caller adds the position.</summary>
internal sealed class InvalidInstructionException(string problem, string? cure = null) : Exception(problem)
{
    public string? Cure { get; } = cure;
}
