using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Python.Projects;

/// <summary>Thrown if a file of the project cannot be parsed.</summary>
public sealed class PythonProjectException : DockerException
{
    internal PythonProjectException(SourceLocation where, string problem, string cure, Exception? inner = null)
        : base(DockerFaultKind.ProjectInvalid, $"{where}: {problem}. {cure}.", inner) => (Where, Problem, Cure) = (where, problem, cure);

    /// <summary>The same problem, with the path of the file relative to a parent folder.</summary>
    internal PythonProjectException Below(string folder) =>
        folder.Length == 0 ? this : new(Where with { File = $"{folder}/{Where.File}" }, Problem, Cure, InnerException);

    /// <summary>The file and, if known, the line.</summary>
    public SourceLocation Where { get; }

    /// <summary>The problem, as a clause.</summary>
    public string Problem { get; }

    /// <summary>The fix, as an imperative.</summary>
    public string Cure { get; }
}
