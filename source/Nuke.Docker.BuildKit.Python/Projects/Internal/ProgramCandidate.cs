namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

internal enum ProgramRole
{
    /// <summary>Listens on a port.</summary>
    Web,

    /// <summary>Works on a queue.</summary>
    Worker,

    Job,
}

/// <summary>A program that a project can start.</summary>
/// <param name="Name">The name that chooses it: of a service, a process, a command or a module.</param>
/// <param name="File">The source file that it starts from; null: not known.</param>
/// <param name="Rank">The lowest rank decides: first the files that start it today.</param>
internal sealed record ProgramCandidate(
    string Name, IReadOnlyList<string> Command, ProgramRole Role, int? Port, string? File, SourceLocation? Where, string Why, int Rank)
{
    /// <summary>The object that a server serves: <c>app.main:app</c>.</summary>
    public string? Application { get; init; }

    /// <summary>The folder that must be on Python's path; empty: none.</summary>
    public string ImportRoot { get; init; } = "";
}
