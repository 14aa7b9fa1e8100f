namespace Nuke.Docker.BuildKit.Python.Projects;

/// <summary>One thing that was found out about a project. Holds no secret.</summary>
/// <param name="What">The matter, in a few words: <c>Python version</c>, <c>start command</c>.</param>
/// <param name="Value">What was found: <c>3.12</c>.</param>
/// <param name="Where">The file and line that says so; null: it follows from several, or from a file's absence.</param>
/// <param name="Why">What makes it so, as a sentence.</param>
/// <param name="Level">Whether something should be done about it.</param>
public sealed record PythonFinding(
    string What, string Value, SourceLocation? Where, string Why, PythonFindingLevel Level = PythonFindingLevel.Fact)
{
    /// <summary>One line for a log.</summary>
    public override string ToString() => Where is null ? $"{What}: {Value}. {Why}" : $"{What}: {Value} ({Where}). {Why}";
}
