using Nuke.Common.Utilities;

namespace Nuke.Common.CI.GitLab;

/// <summary>GitLab CI, whose groups are sections with a name and a time.</summary>
internal sealed class GitLab : Host, IBuildServer
{
    string? IBuildServer.Branch => EnvironmentInfo.GetVariable("CI_COMMIT_REF_NAME");
    string? IBuildServer.Commit => EnvironmentInfo.GetVariable("CI_COMMIT_SHA");

    protected internal override IDisposable WriteBlock(string text)
    {
        var section = string.Concat(text.Select(x => char.IsAsciiLetterOrDigit(x) ? char.ToLowerInvariant(x) : '_'));
        return DelegateDisposable.CreateBracket(
            () => Console.WriteLine($"\e[0Ksection_start:{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}:{section}\r\e[0K{text}"),
            () => Console.WriteLine($"\e[0Ksection_end:{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}:{section}\r\e[0K"));
    }
}
