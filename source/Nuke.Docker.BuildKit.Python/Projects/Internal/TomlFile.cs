using Nuke.Docker.BuildKit.Python.Toml;

namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

internal static class TomlFile
{
    /// <returns>Null where there is no such file.</returns>
    /// <exception cref="PythonProjectException">It isn't TOML.</exception>
    public static TomlTable? Read(ProjectFiles files, string path)
    {
        if (files.ReadBytes(path) is not { } bytes)
            return null;
        try
        {
            return TomlDocument.Parse(bytes, path);
        }
        catch (TomlException exception)
        {
            throw new PythonProjectException(new(path, exception.Position.Line), $"it isn't TOML: {exception.Problem} (column {exception.Position.Column})", exception.Cure, exception);
        }
    }
}
