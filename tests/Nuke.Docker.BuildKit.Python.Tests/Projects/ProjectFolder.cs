using System.Runtime.CompilerServices;
using Nuke.Docker.BuildKit.Python.Projects;

namespace Nuke.Docker.BuildKit.Python.Tests.Projects;

/// <summary>A project on disk for the duration of a test.</summary>
internal sealed class ProjectFolder : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("python-").FullName;

    public ProjectFolder(params ReadOnlySpan<(string Path, string Text)> files)
    {
        Directory.CreateDirectory(Path);
        foreach (var (path, text) in files)
            Write(path, text);
    }

    /// <summary>The folder. Its last part is the name of a project without a name.</summary>
    public string Path => System.IO.Path.Combine(_root, "service");

    /// <summary>Creates a project from Samples/: its files one after the other, each below a line with its path.</summary>
    public static ProjectFolder Named(string name)
    {
        var folder = new ProjectFolder();
        var path = "";
        List<string> lines = [];
        foreach (var line in File.ReadLines(System.IO.Path.Combine(Sources(), "Samples", $"{name}.txt")).Append("-- end --"))
        {
            if (!line.StartsWith("-- ", StringComparison.Ordinal) || !line.EndsWith(" --", StringComparison.Ordinal))
            {
                lines.Add(line);
                continue;
            }

            if (path.Length > 0)
                folder.Write(path, string.Concat(lines.Select(text => $"{text}\n")));
            (path, lines) = (line[3..^3], []);
        }

        return folder;
    }

    public static string Sources([CallerFilePath] string file = "") => System.IO.Path.GetDirectoryName(System.IO.Path.GetDirectoryName(file))!;

    public PythonProject Read(params IReadOnlyDictionary<string, string>[] environment) => Directory.GetFileSystemEntries(_root).Length == 1
        ? PythonProjectReader.Read(Path, environment.FirstOrDefault())
        // The project is a part of a repository.
        : PythonProjectReader.Read(Path, environment.FirstOrDefault(), _root, program: null);

    public void Write(string path, string text)
    {
        var full = System.IO.Path.Combine(Path, path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
