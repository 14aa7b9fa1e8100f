namespace Nuke.Docker.BuildKit.Caches.Strategies.Internal;

/// <summary>What a CI system tells of its build by environment variables; <c>null</c> is what it doesn't tell.</summary>
internal sealed record CiBuild(string System, string? Branch, string? Target = null, string? Default = null, bool FromFork = false)
{
    /// <summary>GitHub Actions, which has a cache of its own.</summary>
    public const string GitHub = "GitHub Actions";

    private const string Heads = "refs/heads/";

    private static readonly (string Name, string Marker)[] s_systems =
    [
        (GitHub, "GITHUB_ACTIONS"),
        ("GitLab CI", "GITLAB_CI"),
        ("Azure Pipelines", "TF_BUILD"),
        ("Bitbucket Pipelines", "BITBUCKET_BUILD_NUMBER"),
        ("Jenkins", "JENKINS_URL"),
        ("CircleCI", "CIRCLECI"),
        ("TeamCity", "TEAMCITY_VERSION"),
        ("Travis CI", "TRAVIS"),
        ("AppVeyor", "APPVEYOR"),
        ("Bitrise", "BITRISE_IO"),
        ("Drone", "DRONE"),
        ("Buildkite", "BUILDKITE"),
        ("CI", "CI"),
    ];

    /// <summary>The name of the CI system, <c>CI</c> where it only says that it is one; <c>null</c> outside of CI.</summary>
    public static string? SystemOf(Func<string, string?> environment)
    {
        foreach (var (name, marker) in s_systems)
        {
            if (Text(environment(marker)) is not (null or "false" or "0"))
                return name;
        }

        return null;
    }

    public static CiBuild? Read(Func<string, string?> environment)
    {
        var _ = (string name) => Text(environment(name));
        return SystemOf(environment) switch
        {
            null => null,
            GitHub => ReadGitHub(_),
            "GitLab CI" => new("", Tag(_("CI_COMMIT_TAG")) ?? _("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME") ?? _("CI_COMMIT_BRANCH") ?? _("CI_COMMIT_REF_NAME"), _("CI_MERGE_REQUEST_TARGET_BRANCH_NAME"), _("CI_DEFAULT_BRANCH"), Differ(_("CI_MERGE_REQUEST_SOURCE_PROJECT_ID"), _("CI_MERGE_REQUEST_PROJECT_ID"))),
            "Azure Pipelines" => new("", Ref(_("SYSTEM_PULLREQUEST_SOURCEBRANCH") ?? _("BUILD_SOURCEBRANCH")), Ref(_("SYSTEM_PULLREQUEST_TARGETBRANCH")), null, IsTrue(_("SYSTEM_PULLREQUEST_ISFORK"))),
            "Bitbucket Pipelines" => new("", Tag(_("BITBUCKET_TAG")) ?? _("BITBUCKET_BRANCH"), _("BITBUCKET_PR_DESTINATION_BRANCH")),
            "Jenkins" => new("", Tag(_("TAG_NAME")) ?? _("CHANGE_BRANCH") ?? _("BRANCH_NAME") ?? WithoutRemote(_("GIT_BRANCH")), _("CHANGE_TARGET"), null, _("CHANGE_FORK") is not null),
            "CircleCI" => new("", Tag(_("CIRCLE_TAG")) ?? _("CIRCLE_BRANCH"), null, null, _("CIRCLE_PR_USERNAME") is not null),
            "TeamCity" => new("", Ref(TeamCityProperties.Branch(_("TEAMCITY_BUILD_PROPERTIES_FILE")))),
            "Travis CI" => _("TRAVIS_PULL_REQUEST_BRANCH") is { } change
                ? new("", change, _("TRAVIS_BRANCH"), null, Differ(_("TRAVIS_PULL_REQUEST_SLUG"), _("TRAVIS_REPO_SLUG")))
                : new("", Tag(_("TRAVIS_TAG")) ?? _("TRAVIS_BRANCH")),
            "AppVeyor" => _("APPVEYOR_PULL_REQUEST_HEAD_REPO_BRANCH") is { } change
                ? new("", change, _("APPVEYOR_REPO_BRANCH"), null, Differ(_("APPVEYOR_PULL_REQUEST_HEAD_REPO_NAME"), _("APPVEYOR_REPO_NAME")))
                : new("", Tag(_("APPVEYOR_REPO_TAG_NAME")) ?? _("APPVEYOR_REPO_BRANCH")),
            "Bitrise" => new("", Tag(_("BITRISE_GIT_TAG")) ?? _("BITRISE_GIT_BRANCH"), _("BITRISEIO_GIT_BRANCH_DEST")),
            "Drone" => new("", Tag(_("DRONE_TAG")) ?? _("DRONE_SOURCE_BRANCH") ?? _("DRONE_BRANCH"), _("DRONE_TARGET_BRANCH"), _("DRONE_REPO_BRANCH")),
            "Buildkite" => new("", Tag(_("BUILDKITE_TAG")) ?? _("BUILDKITE_BRANCH"), _("BUILDKITE_PULL_REQUEST_BASE_BRANCH"), _("BUILDKITE_PIPELINE_DEFAULT_BRANCH"), _("BUILDKITE_PULL_REQUEST_REPO") is { } repository && Differ(repository, _("BUILDKITE_REPO"))),
            _ => new("", Branch: null),
        } is { } build ? build with { System = SystemOf(environment)! } : null;
    }

    // GITHUB_REF_NAME of a pull request is "12/merge", which no other build would look for.
    private static CiBuild ReadGitHub(Func<string, string?> _)
    {
        var told = GitHubEvent.Read(_("GITHUB_EVENT_PATH"));
        var name = _("GITHUB_REF_TYPE") == "tag" ? Tag(_("GITHUB_REF_NAME")) : _("GITHUB_REF_NAME");
        return new("", _("GITHUB_HEAD_REF") ?? name, _("GITHUB_BASE_REF"), told?.DefaultBranch, told?.FromFork ?? false);
    }

    private static string? Tag(string? tag) => tag is null ? null : SourceBranch.Tags;

    private static string? Ref(string? name) =>
        name is null ? null
        : name.StartsWith("refs/tags/", StringComparison.Ordinal) ? SourceBranch.Tags
        : name.StartsWith(Heads, StringComparison.Ordinal) ? name[Heads.Length..]
        : name;

    private static string? WithoutRemote(string? name) =>
        name is not null && name.StartsWith("origin/", StringComparison.Ordinal) ? name["origin/".Length..] : Ref(name);

    private static bool Differ(string? one, string? other) => one is not null && other is not null && one != other;

    private static bool IsTrue(string? text) => string.Equals(text, "true", StringComparison.OrdinalIgnoreCase);

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
