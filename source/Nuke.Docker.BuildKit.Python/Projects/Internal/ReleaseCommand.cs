namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>A command that prepares a release and runs once, not with each container: <c>python manage.py migrate</c>.</summary>
/// <param name="Command">The command.</param>
/// <param name="Where">The place that names it, or the file that it reads.</param>
/// <param name="Folder">The folder in which it must run, because it reads files of it; empty: that of the project.</param>
internal sealed record ReleaseCommand(string Command, SourceLocation? Where, string Folder = "");
