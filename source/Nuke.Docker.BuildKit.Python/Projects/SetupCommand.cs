namespace Nuke.Docker.BuildKit.Python.Projects;

/// <summary>A command that an image must run after its dependencies are installed: <c>playwright install chromium</c>.</summary>
/// <param name="Command">Run by a shell as root.</param>
/// <param name="Environment"><c>NAME=value</c>, for the command and for the program; null: none.</param>
/// <param name="Dependency">The normalised name of the Python package that needs it.</param>
public sealed record SetupCommand(string Command, string? Environment, string Dependency);
