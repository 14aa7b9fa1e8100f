namespace Nuke.Docker.BuildKit.Python.Projects;

/// <summary>The Python version that a project runs on.</summary>
/// <param name="Chosen">Major and minor version: <c>3.13</c>, as in the tags of the official image.</param>
/// <param name="Constraint">All constraints of the project, joined: <c>&gt;=3.11,&lt;3.14</c>; null: none.</param>
/// <param name="Where">The source of the decision; null: the default was used.</param>
public sealed record PythonVersion(string Chosen, string? Constraint = null, SourceLocation? Where = null)
{
    /// <summary>The default version: a release for which nearly every package has wheels.</summary>
    public const string Default = "3.13";

    /// <summary>The patch that the project requires exactly: <c>3.12.4</c>; null: the latest one of the release.</summary>
    internal string? Patch { get; init; }
}
