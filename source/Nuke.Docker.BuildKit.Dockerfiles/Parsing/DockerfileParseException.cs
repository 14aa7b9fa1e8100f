using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Parsing;

/// <summary>A Dockerfile that BuildKit refuses to read.</summary>
public sealed class DockerfileParseException : Exception
{
    internal DockerfileParseException(string path, DockerfileLines? lines, string problem, string? cure)
        : base($"{path}: {(lines is null ? "" : $"dockerfile parse error on line {lines.First}: ")}{problem}{(cure is null ? "" : $". {cure}")}")
    {
        Path = path;
        Lines = lines;
        Problem = problem;
        Cure = cure;
    }

    /// <summary>The file, as it was named.</summary>
    public string Path { get; }

    /// <summary>Where; null where it is about the whole file.</summary>
    public DockerfileLines? Lines { get; }

    /// <summary>The first of <see cref="Lines"/>, from 1; 0 where it is about the whole file.</summary>
    public int Line => Lines?.First ?? 0;

    /// <summary>What is wrong, in BuildKit's words.</summary>
    public string Problem { get; }

    /// <summary>What would be right; null where BuildKit's words say it.</summary>
    public string? Cure { get; }
}
