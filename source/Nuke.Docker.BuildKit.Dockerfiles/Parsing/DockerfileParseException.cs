using Nuke.Docker.BuildKit.Dockerfiles.Syntax;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Dockerfiles.Parsing;

/// <summary>The exception that is thrown if BuildKit cannot read a Dockerfile.</summary>
public sealed class DockerfileParseException : DockerException
{
    internal DockerfileParseException(string path, DockerfileLines? lines, string problem, string? cure)
        : base(
            DockerFaultKind.DockerfileSyntax,
            $"{path}: {(lines is null ? "" : $"dockerfile parse error on line {lines.First}: ")}{problem}{(cure is null ? "" : $". {cure}")}")
    {
        Path = path;
        Lines = lines;
        Problem = problem;
        Cure = cure;
    }

    /// <summary>The path of the file, as given.</summary>
    public string Path { get; }

    /// <summary>The lines concerned; <c>null</c> for the whole file.</summary>
    public DockerfileLines? Lines { get; }

    /// <summary>The first of <see cref="Lines"/>, from 1; 0 for the whole file.</summary>
    public int Line => Lines?.First ?? 0;

    /// <summary>The problem, in BuildKit's words.</summary>
    public string Problem { get; }

    /// <summary>The correction; <c>null</c> if BuildKit's words name it.</summary>
    public string? Cure { get; }
}
