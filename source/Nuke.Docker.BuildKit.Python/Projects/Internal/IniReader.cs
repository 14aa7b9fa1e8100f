namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>setup.cfg and tox.ini as Python's configparser reads them: sections, keys, values that continue on indented lines.</summary>
internal static class IniReader
{
    public static IReadOnlyList<(string Section, string Key, IReadOnlyList<(string Text, int Line)> Values)> Read(string text)
    {
        List<(string, string, IReadOnlyList<(string, int)>)> result = [];
        List<(string, int)>? values = null;
        var section = "";
        var number = 0;
        foreach (var raw in text.Split('\n'))
        {
            number++;
            var line = raw.TrimEnd();
            var trimmed = line.TrimStart();
            if (trimmed.Length == 0 || trimmed[0] is '#' or ';')
                continue;
            if (line[0] is ' ' or '\t')
            {
                values?.Add((trimmed, number));
                continue;
            }

            if (trimmed[0] == '[' && trimmed.IndexOf(']') is > 0 and var close)
            {
                (section, values) = (trimmed[1..close], null);
                continue;
            }

            var separator = trimmed.IndexOfAny(['=', ':']);
            if (separator < 0)
                continue;
            values = [];
            if (trimmed[(separator + 1)..].Trim() is { Length: > 0 } value)
                values.Add((value, number));
            result.Add((section, trimmed[..separator].Trim().ToLowerInvariant().Replace('-', '_'), values));
        }

        return result;
    }
}
