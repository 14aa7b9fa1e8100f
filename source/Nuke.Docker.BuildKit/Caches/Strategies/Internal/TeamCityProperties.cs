using System.Globalization;
using System.Text;

namespace Nuke.Docker.BuildKit.Caches.Strategies.Internal;

/// <summary>TeamCity has no variable for the branch: it stands in a file of properties that another such file names.</summary>
internal static class TeamCityProperties
{
    public static string? Branch(string? buildFile)
    {
        var configuration = Value(buildFile, "teamcity.configuration.properties.file");
        var branch = Value(configuration, "teamcity.build.branch") ?? Value(buildFile, "teamcity.build.branch");
        // What TeamCity calls a default branch that nobody gave a name.
        return branch is null or "<default>" ? Value(configuration, "teamcity.build.vcs.branch") : branch;
    }

    private static string? Value(string? file, string key)
    {
        try
        {
            if (file is null || !File.Exists(file))
                return null;

            foreach (var line in File.ReadLines(file))
            {
                if (line.StartsWith(key, StringComparison.Ordinal) && line.AsSpan(key.Length).TrimStart() is ['=' or ':', .. var value])
                    return Unescape(value.Trim());
            }
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            // Then git's own files say which branch it is.
        }

        return null;
    }

    private static string Unescape(ReadOnlySpan<char> value)
    {
        var text = new StringBuilder(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] != '\\' || i + 1 == value.Length)
            {
                text.Append(value[i]);
            }
            else if (value[++i] == 'u' && i + 4 < value.Length && ushort.TryParse(value.Slice(i + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code))
            {
                text.Append((char)code);
                i += 4;
            }
            else
            {
                text.Append(value[i]);
            }
        }

        return text.ToString();
    }
}
