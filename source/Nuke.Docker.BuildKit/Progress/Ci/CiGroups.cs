using System.Globalization;

namespace Nuke.Docker.BuildKit.Progress.Ci;

/// <summary>Writes the output of a step as a group that a CI server shows closed.</summary>
internal sealed class CiGroups
{
    private readonly TextWriter _output;
    private readonly Func<string, int, (string Start, string End)> _format;
    private int _number;

    private CiGroups(TextWriter output, Func<string, int, (string Start, string End)> format) => (_output, _format) = (output, format);

    /// <summary>Returns the groups of the server that runs the build; <c>null</c> if it has none, or there is no server.</summary>
    public static CiGroups? Create(TextWriter? output, Func<string, string?> environment, TimeProvider time)
    {
        if (output is null)
            return null;
        if (environment("GITHUB_ACTIONS") == "true")
            return new CiGroups(output, (title, _) => ($"::group::{title}", "::endgroup::"));
        if (environment("GITLAB_CI") is { Length: > 0 })
        {
            return new CiGroups(output, (title, number) =>
            {
                var now = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
                return ($"\e[0Ksection_start:{now}:docker_step_{number}[collapsed=true]\r\e[0K{title}", $"\e[0Ksection_end:{now}:docker_step_{number}\r\e[0K");
            });
        }
        if (environment("TF_BUILD") is { Length: > 0 })
            return new CiGroups(output, (title, _) => ($"##[group]{title}", "##[endgroup]"));
        if (environment("TEAMCITY_VERSION") is { Length: > 0 })
        {
            return new CiGroups(output, (title, _) =>
                ($"##teamcity[blockOpened name='{TeamCity(title)}']", $"##teamcity[blockClosed name='{TeamCity(title)}']"));
        }
        return null;
    }

    /// <summary>Writes a group in one write, so that no other line gets into it.</summary>
    public void Write(string title, IReadOnlyList<string> lines)
    {
        var (start, end) = _format(Inert(title.Trim()), ++_number);
        // The prefix keeps a server from executing the output of a step as a command.
        _output.Write(string.Concat([start, "\n", .. lines.SelectMany(line => new[] { "  | ", Inert(line), "\n" }), end, "\n"]));
        _output.Flush();
    }

    // Some servers look for commands anywhere in a line.
    private static string Inert(string text) => text
        .Replace("##[", "## [", StringComparison.Ordinal)
        .Replace("##vso[", "## vso[", StringComparison.Ordinal)
        .Replace("##teamcity[", "## teamcity[", StringComparison.Ordinal);

    private static string TeamCity(string text) => text
        .Replace("|", "||", StringComparison.Ordinal)
        .Replace("'", "|'", StringComparison.Ordinal)
        .Replace("[", "|[", StringComparison.Ordinal)
        .Replace("]", "|]", StringComparison.Ordinal)
        .Replace("\n", "|n", StringComparison.Ordinal)
        .Replace("\r", "|r", StringComparison.Ordinal);
}
