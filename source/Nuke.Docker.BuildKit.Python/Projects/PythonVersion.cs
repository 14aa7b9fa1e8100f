namespace Nuke.Docker.BuildKit.Python.Projects;

/// <summary>The Python that a project runs on.</summary>
/// <param name="Chosen">Major and minor: <c>3.13</c>, as the tags of the official image have it.</param>
/// <param name="Constraint">All that the project asks for, joined: <c>&gt;=3.11,&lt;3.14</c>; null: nothing is said.</param>
/// <param name="Where">The place that decided; null: the default was taken.</param>
public sealed record PythonVersion(string Chosen, string? Constraint = null, SourceLocation? Where = null)
{
    /// <summary>What is taken where a project doesn't say: a release for which nearly every package has wheels.</summary>
    public const string Default = "3.13";
}
