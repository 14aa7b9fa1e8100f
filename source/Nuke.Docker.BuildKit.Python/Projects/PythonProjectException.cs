namespace Nuke.Docker.BuildKit.Python.Projects;

/// <summary>A file of the project can't be understood.</summary>
public sealed class PythonProjectException : Exception
{
    internal PythonProjectException(SourceLocation where, string problem, string cure, Exception? inner = null)
        : base($"{where}: {problem}. {cure}.", inner) => (Where, Problem, Cure) = (where, problem, cure);

    /// <summary>The file, and the line if one is to blame.</summary>
    public SourceLocation Where { get; }

    /// <summary>What is wrong, as a clause.</summary>
    public string Problem { get; }

    /// <summary>What to do about it, as an imperative.</summary>
    public string Cure { get; }
}
