namespace Nuke.Docker.BuildKit.Engines.Internal;

/// <summary>
/// Cached answers of programs, one per line: tool, path, time of the last change, answer. Plain text, because loading a JSON parser takes longer than
/// reading the file. The file is read once.
/// </summary>
internal sealed class VersionCache(string? file)
{
    private const char Separator = '\t';

    private string[]? _lines;

    public string? Find(string tool, string path, string stamp)
    {
        foreach (var line in _lines ??= Lines())
        {
            if (line.Split(Separator) is [var name, var program, var time, var answer] && name == tool && program == path && time == stamp)
                return answer;
        }

        return null;
    }

    public void Keep(string tool, string path, string stamp, string answer)
    {
        // Another build may have added answers to the file.
        var others = (file is null ? _lines ?? [] : Lines()).Where(line => !line.StartsWith($"{tool}{Separator}{path}{Separator}", StringComparison.Ordinal));
        string[] lines = _lines = [.. others, string.Join(Separator, tool, path, stamp, answer.Replace(Separator, ' '))];
        if (file is null)
            return;

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
            // Concurrent builds must not read half a file.
            var draft = $"{file}.{Environment.ProcessId}.{Environment.CurrentManagedThreadId}";
            File.WriteAllLines(draft, lines);
            File.Move(draft, file, overwrite: true);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            // The next run starts a process again.
        }
    }

    private string[] Lines()
    {
        try
        {
            return file is not null && File.Exists(file) ? File.ReadAllLines(file) : [];
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
