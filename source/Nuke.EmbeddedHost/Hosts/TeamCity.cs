using System.Text;
using Nuke.Common.Utilities;

namespace Nuke.Common.CI.TeamCity;

/// <summary>TeamCity, by its service messages.</summary>
internal sealed class TeamCity : Host, IBuildServer
{
    string? IBuildServer.Branch => EnvironmentInfo.GetVariable("BUILD_BRANCH");
    string? IBuildServer.Commit => EnvironmentInfo.GetVariable("BUILD_VCS_NUMBER");

    protected internal override IDisposable WriteBlock(string text) => DelegateDisposable.CreateBracket(
        () => Console.WriteLine($"##teamcity[blockOpened name='{Escape(text)}']"),
        () => Console.WriteLine($"##teamcity[blockClosed name='{Escape(text)}']"));

    protected internal override void ReportWarning(string text, string? details = null)
        => Console.WriteLine($"##teamcity[message text='{Escape(text)}' status='WARNING']");

    protected internal override void ReportError(string text, string? details = null)
        => Console.WriteLine($"##teamcity[message text='{Escape(text)}' status='ERROR']");

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            _ = character switch
            {
                '|' or '\'' or '[' or ']' => escaped.Append('|').Append(character),
                '\n' => escaped.Append("|n"),
                '\r' => escaped.Append("|r"),
                > '\x7f' => escaped.Append($"|0x{(int)character:X4}"),
                _ => escaped.Append(character),
            };
        }

        return escaped.ToString();
    }
}
