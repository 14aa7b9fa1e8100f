namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>What one place says about the Python version.</summary>
/// <param name="Rank">Lower decides first: what a developer's tools obey, then what the package asks for.</param>
internal sealed record VersionStatement(int Rank, string Text, VersionRange Range, bool Exact, SourceLocation? Where, string Why);
