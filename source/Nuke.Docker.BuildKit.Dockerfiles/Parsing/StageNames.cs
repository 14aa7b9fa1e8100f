using System.Diagnostics.Contracts;
using System.Text;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Dockerfiles.Parsing;

/// <summary>Reads the names of a Dockerfile's stages, in order.</summary>
internal static class StageNames
{
    /// <summary>Reads a Dockerfile. Returns no names if the file does not exist; the build reports that.</summary>
    public static IReadOnlyList<string> Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return File.Exists(path) ? Of(Encoding.UTF8.GetString(FileContent.ReadBytes(path)).TrimStart('\uFEFF')) : [];
    }

    /// <summary>Returns the names after <c>AS</c>.</summary>
    [Pure]
    public static IReadOnlyList<string> Of(string dockerfile)
    {
        ArgumentNullException.ThrowIfNull(dockerfile);
        List<string> names = [];
        var instruction = "";
        foreach (var line in dockerfile.Split('\n'))
        {
            var text = line.Trim();
            if (text.StartsWith('#'))
                continue;
            instruction += text;
            if (instruction.EndsWith('\\'))
            {
                instruction = $"{instruction[..^1]} ";
                continue;
            }
            if (instruction.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is [var from, .., var word, var name]
                && from.Equals("FROM", StringComparison.OrdinalIgnoreCase)
                && word.Equals("AS", StringComparison.OrdinalIgnoreCase))
            {
                names.Add(name);
            }
            instruction = "";
        }
        return names;
    }
}
