namespace Nuke.Docker.BuildKit.Python.Projects;

/// <summary>A command that comes with the project once it is installed.</summary>
/// <param name="Name">The command.</param>
/// <param name="Target">Module and function: <c>acme.cli:main</c>.</param>
/// <param name="Where">The place that names it.</param>
public sealed record ConsoleScript(string Name, string Target, SourceLocation? Where = null);
