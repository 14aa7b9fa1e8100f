namespace Nuke.Docker.BuildKit.Python.Projects;

/// <summary>A fact or warning about a project. Contains no secret.</summary>
/// <param name="What">The subject: <c>Python version</c>, <c>start command</c>.</param>
/// <param name="Value">The value found: <c>3.12</c>.</param>
/// <param name="Where">The file and line it comes from; null: it follows from several, or from a file's absence.</param>
/// <param name="Why">The reason, as a sentence.</param>
/// <param name="Level">The severity.</param>
public sealed record PythonFinding(
    string What, string Value, SourceLocation? Where, string Why, PythonFindingLevel Level = PythonFindingLevel.Fact)
{
    /// <summary>Formats the finding as one log line.</summary>
    public override string ToString() => Where is null ? $"{What}: {Value}. {Why}" : $"{What}: {Value} ({Where}). {Why}";
}
