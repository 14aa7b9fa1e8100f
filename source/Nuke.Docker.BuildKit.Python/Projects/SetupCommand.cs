namespace Nuke.Docker.BuildKit.Python.Projects;

/// <summary>What an image must run once its dependencies are installed: <c>playwright install chromium</c>.</summary>
/// <param name="Command">Run by a shell as root.</param>
/// <param name="Environment"><c>NAME=value</c>, for the command and for the program; null: none.</param>
/// <param name="Dependency">The Python package that asks for it, normalised.</param>
public sealed record SetupCommand(string Command, string? Environment, string Dependency);
