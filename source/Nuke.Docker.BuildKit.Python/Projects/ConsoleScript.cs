namespace Nuke.Docker.BuildKit.Python.Projects;

/// <summary>A command that a project installs.</summary>
/// <param name="Name">The command.</param>
/// <param name="Target">Module and function: <c>acme.cli:main</c>.</param>
/// <param name="Where">Where it is declared.</param>
public sealed record ConsoleScript(string Name, string Target, SourceLocation? Where = null);
