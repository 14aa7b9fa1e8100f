using System.Globalization;
using System.Text;

namespace Nuke.Docker.BuildKit.Caches.Strategies.Internal;

/// <summary>Reads the branch of a TeamCity build, which is not in a variable but in a properties file that another properties file names.</summary>
internal static class TeamCityProperties
{
    public static string? Branch(string? buildFile)
    {
        var configuration = Value(buildFile, "teamcity.configuration.properties.file");
        var branch = Value(configuration, "teamcity.build.branch") ?? Value(buildFile, "teamcity.build.branch");
        // TeamCity's placeholder for an unnamed default branch.
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
            // The branch is read from the files of the repository instead.
        }

        return null;
    }

    private static bool TryParseHex(ReadOnlySpan<char> text, out ushort code) =>
        ushort.TryParse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out code);

    private static string Unescape(ReadOnlySpan<char> value)
    {
        var text = new StringBuilder(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] != '\\' || i + 1 == value.Length)
            {
                text.Append(value[i]);
            }
            else if (value[++i] == 'u' && i + 4 < value.Length && TryParseHex(value.Slice(i + 1, 4), out var code))
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
