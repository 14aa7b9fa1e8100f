namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring;

/// <summary>An ignore file can't be used: BuildKit would end the build with far fewer words.</summary>
public sealed class DockerignoreException : Exception
{
    internal DockerignoreException(string? file, int? line, string problem, string cure)
        : base($"{Place(file, line)}: {problem}. {cure}.")
    {
        File = file;
        Line = line;
        Problem = problem;
        Cure = cure;
    }

    /// <summary>The ignore file; null where the rules came from a text.</summary>
    public string? File { get; }

    /// <summary>Counted from 1; null where it isn't about one line.</summary>
    public int? Line { get; }

    /// <summary>What is wrong, as a clause.</summary>
    public string Problem { get; }

    /// <summary>What to do about it, as an imperative.</summary>
    public string Cure { get; }

    private static string Place(string? file, int? line) => (file ?? ".dockerignore") + (line is null ? "" : $":{line}");
}
