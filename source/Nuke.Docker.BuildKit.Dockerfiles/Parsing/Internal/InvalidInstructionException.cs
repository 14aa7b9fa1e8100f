namespace Nuke.Docker.BuildKit.Dockerfiles.Parsing.Internal;

/// <summary>Why an instruction can't be read; where it stands is added by who knows.</summary>
internal sealed class InvalidInstructionException(string problem, string? cure = null) : Exception(problem)
{
    public string? Cure { get; } = cure;
}
