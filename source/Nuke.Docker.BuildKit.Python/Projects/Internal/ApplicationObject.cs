namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>An application that a server can serve.</summary>
/// <param name="Module"><c>app.main</c>.</param>
/// <param name="Name">Variable or function in it.</param>
internal sealed record ApplicationObject(PythonFramework Framework, string Module, string Name, bool Factory, SourceLocation Where)
{
    public override string ToString() => $"{Module}:{Name}";
}
