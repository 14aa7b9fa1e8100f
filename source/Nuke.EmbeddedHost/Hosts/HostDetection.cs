using Nuke.Common.Execution;

namespace Nuke.Common.CI;

internal static class HostDetection
{
    private static readonly (string Name, string Variable, Func<Host> Create)[] Hosts =
    [
        (nameof(GitHubActions), "GITHUB_ACTIONS", () => new GitHubActions.GitHubActions()),
        (nameof(GitLab), "GITLAB_CI", () => new GitLab.GitLab()),
        (nameof(TeamCity), "TEAMCITY_VERSION", () => new TeamCity.TeamCity()),
        (nameof(AzurePipelines), "TF_BUILD", () => new AzurePipelines.AzurePipelines()),
        (nameof(Terminal), "", () => new Terminal()),
    ];

    public static IEnumerable<string> Names => Hosts.Select(x => x.Name);

    /// <summary>The server whose variable is set; a terminal where none is.</summary>
    public static Host Detect() => Array.Find(Hosts, x => x.Variable.Length == 0 || EnvironmentInfo.HasVariable(x.Variable)).Create();

    public static Host ByName(string name)
    {
        var host = Array.Find(Hosts, x => x.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        return host.Create?.Invoke() ?? throw new FormatException($"the hosts are {string.Join(", ", Names)}");
    }
}
