using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring;

/// <summary>The exception that is thrown if an ignore file is invalid. BuildKit would fail the build with a less specific message.</summary>
public sealed class DockerignoreException : DockerException
{
    internal DockerignoreException(string? file, int? line, string problem, string cure)
        : base(DockerFaultKind.DockerfileSyntax, $"{Place(file, line)}: {problem}. {cure}.")
    {
        File = file;
        Line = line;
        Problem = problem;
        Cure = cure;
    }

    /// <summary>The ignore file; <c>null</c> if the rules were read from a text.</summary>
    public string? File { get; }

    /// <summary>The line, from 1; <c>null</c> for the whole file.</summary>
    public int? Line { get; }

    /// <summary>The problem, as a clause.</summary>
    public string Problem { get; }

    /// <summary>The solution, as an imperative.</summary>
    public string Cure { get; }

    private static string Place(string? file, int? line) => (file ?? ".dockerignore") + (line is null ? "" : $":{line}");
}
