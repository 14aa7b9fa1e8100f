namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>A command that prepares a release and runs once, not with each container: <c>python manage.py migrate</c>.</summary>
internal sealed record ReleaseCommand(string Command, SourceLocation? Where);
