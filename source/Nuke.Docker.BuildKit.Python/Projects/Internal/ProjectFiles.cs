using System.Text;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>Reads a project's files: each once, and never more than a limit.</summary>
internal sealed class ProjectFiles(string root)
{
    private const long MaximumSize = 16 << 20;

    private readonly Dictionary<string, string?> _texts = new(StringComparer.Ordinal);

    public string Root => root;

    /// <summary>Files that exist but were not read, with the reason.</summary>
    public List<PythonFinding> Skipped { get; } = [];

    public bool Exists(string path) => File.Exists(Full(path));

    public bool DirectoryExists(string path) => Directory.Exists(Full(path));

    public string Full(string path) => Path.Combine(root, path);

    /// <returns>Null if the file does not exist or cannot be read.</returns>
    public string? Read(string path, long maximumSize = MaximumSize)
    {
        if (!_texts.TryGetValue(path, out var text))
            _texts[path] = text = ReadOnce(path, maximumSize);
        return text;
    }

    public byte[]? ReadBytes(string path)
    {
        try
        {
            var file = new FileInfo(Full(path));
            if (!file.Exists)
                return null;
            if (file.Length == 0)
                return [];
            if (file.Length <= MaximumSize)
                return File.ReadAllBytes(file.FullName);
            Skip(path, $"It has {file.Length >> 20} MB; files are read up to {MaximumSize >> 20} MB.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Skip(path, exception.Message);
        }

        return null;
    }

    /// <summary>The path relative to the root, with / and without . and ..; null if it is outside the project.</summary>
    public static string? Combine(string directory, string path)
    {
        if (Path.IsPathRooted(path) || (path.Length > 1 && path[1] == ':'))
            return null;

        var parts = new List<string>();
        foreach (var part in $"{directory}/{path}".Split('/', '\\'))
        {
            if (part is "" or ".")
                continue;
            if (part != "..")
                parts.Add(part);
            else if (parts.Count == 0)
                return null;
            else
                parts.RemoveAt(parts.Count - 1);
        }

        return string.Join('/', parts);
    }

    /// <summary>True if a path without needless .. leads out of the folder that it is relative to.</summary>
    public static bool IsOutside(string path) => path == ".." || path.StartsWith("../", StringComparison.Ordinal);

    public static string DirectoryOf(string path) => path.LastIndexOf('/') is >= 0 and var slash ? path[..slash] : "";

    public static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    /// <summary>Names in a folder, sorted; empty if the folder does not exist or cannot be read.</summary>
    public IReadOnlyList<string> List(string path, bool directories)
    {
        try
        {
            var directory = new DirectoryInfo(Full(path));
            // Links to folders may form cycles or leave the project.
            return !directory.Exists ? [] : directories
                ? [.. directory.EnumerateDirectories().Where(child => child.LinkTarget is null).Select(child => child.Name).Order(StringComparer.Ordinal)]
                : [.. directory.EnumerateFiles().Select(child => child.Name).Order(StringComparer.Ordinal)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Skip(path, exception.Message);
            return [];
        }
    }

    private string? ReadOnce(string path, long maximumSize)
    {
        try
        {
            var file = new FileInfo(Full(path));
            if (!file.Exists)
                return null;
            // Also the length of a named pipe or a device, whose reader would wait forever.
            if (file.Length == 0)
                return "";
            if (file.Length <= maximumSize)
                // Detects UTF-16 by its byte order mark: Windows PowerShell writes it for "pip freeze > requirements.txt".
                return Decode(path, File.ReadAllBytes(file.FullName));
            Skip(path, $"It has {file.Length >> 10} KB; files are read up to {maximumSize >> 10} KB.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Skip(path, exception.Message);
        }

        return null;
    }

    private string Decode(string path, byte[] bytes)
    {
        if (!TextEncoding.HasWideMark(bytes) && TextEncoding.Problem(bytes) is { } problem)
        {
            var line = TextEncoding.Wide(bytes) is null ? TextEncoding.InvalidLine(bytes) : null;
            Skipped.Add(new("encoding", path, new(path, line), $"The file {problem}. {TextEncoding.Cure}.", PythonFindingLevel.Warning));
        }

        using var reader = new StreamReader(new MemoryStream(bytes), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private void Skip(string path, string reason) => Skipped.Add(new("skipped file", path, new(path), reason, PythonFindingLevel.Warning));
}
