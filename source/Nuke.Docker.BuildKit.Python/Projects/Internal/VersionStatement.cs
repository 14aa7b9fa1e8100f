namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>A statement about the Python version.</summary>
/// <param name="Rank">The lowest rank decides: first what developer tools obey, then what the package requires.</param>
internal sealed record VersionStatement(int Rank, string Text, VersionRange Range, bool Exact, SourceLocation? Where, string Why);
