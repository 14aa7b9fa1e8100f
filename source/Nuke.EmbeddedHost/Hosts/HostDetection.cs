using Nuke.Common.Execution;

namespace Nuke.Common.CI;

internal static class HostDetection
{
    private static readonly Known[] Hosts =
    [
        new(nameof(GitHubActions), "GITHUB_ACTIONS", () => new GitHubActions.GitHubActions()),
        new(nameof(GitLab), "GITLAB_CI", () => new GitLab.GitLab()),
        new(nameof(TeamCity), "TEAMCITY_VERSION", () => new TeamCity.TeamCity()),
        new(nameof(AzurePipelines), "TF_BUILD", () => new AzurePipelines.AzurePipelines()),
        new(nameof(Terminal), "", () => new Terminal()),
    ];

    public static IEnumerable<string> Names => Hosts.Select(x => x.Name);

    /// <summary>Returns the server whose variable is set, otherwise a terminal.</summary>
    public static Host Detect() => Array.Find(Hosts, x => x.Variable.Length == 0 || EnvironmentInfo.HasVariable(x.Variable))!.Create();

    public static Host ByName(string name)
    {
        var host = Array.Find(Hosts, x => x.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        return host?.Create() ?? throw new FormatException($"the hosts are {string.Join(", ", Names)}");
    }

    private sealed record Known(string Name, string Variable, Func<Host> Create);
}
