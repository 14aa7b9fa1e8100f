namespace Nuke.Docker.BuildKit.Caches.Strategies.Internal;

/// <summary>The facts about a build that a CI system provides in environment variables. A value of <c>null</c> is not provided.</summary>
internal sealed record CiBuild(string System, string? Branch, string? Target = null, string? Default = null, bool FromFork = false)
{
    /// <summary>GitHub Actions, which has its own cache.</summary>
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

    /// <summary>Returns the name of the CI system, or <c>CI</c> if it is unknown. <c>null</c>: the build does not run in a CI system.</summary>
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
        if (SystemOf(environment) is not { } system)
            return null;
        return system switch
        {
            GitHub => ReadGitHub(_),
            "GitLab CI" => new(
                system,
                Tag(_("CI_COMMIT_TAG")) ?? _("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME") ?? _("CI_COMMIT_BRANCH") ?? _("CI_COMMIT_REF_NAME"),
                _("CI_MERGE_REQUEST_TARGET_BRANCH_NAME"),
                _("CI_DEFAULT_BRANCH"),
                Differ(_("CI_MERGE_REQUEST_SOURCE_PROJECT_ID"), _("CI_MERGE_REQUEST_PROJECT_ID"))),
            "Azure Pipelines" => new(
                system,
                Ref(_("SYSTEM_PULLREQUEST_SOURCEBRANCH") ?? _("BUILD_SOURCEBRANCH")),
                Ref(_("SYSTEM_PULLREQUEST_TARGETBRANCH")),
                Default: null,
                IsTrue(_("SYSTEM_PULLREQUEST_ISFORK"))),
            "Bitbucket Pipelines" => new(system, Tag(_("BITBUCKET_TAG")) ?? _("BITBUCKET_BRANCH"), _("BITBUCKET_PR_DESTINATION_BRANCH")),
            "Jenkins" => new(
                system,
                Tag(_("TAG_NAME")) ?? _("CHANGE_BRANCH") ?? _("BRANCH_NAME") ?? WithoutRemote(_("GIT_BRANCH")),
                _("CHANGE_TARGET"),
                Default: null,
                _("CHANGE_FORK") is not null),
            "CircleCI" => new(system, Tag(_("CIRCLE_TAG")) ?? _("CIRCLE_BRANCH"), Target: null, Default: null, _("CIRCLE_PR_USERNAME") is not null),
            "TeamCity" => new(system, Ref(TeamCityProperties.Branch(_("TEAMCITY_BUILD_PROPERTIES_FILE")))),
            "Travis CI" => _("TRAVIS_PULL_REQUEST_BRANCH") is { } change
                ? new(system, change, _("TRAVIS_BRANCH"), Default: null, Differ(_("TRAVIS_PULL_REQUEST_SLUG"), _("TRAVIS_REPO_SLUG")))
                : new(system, Tag(_("TRAVIS_TAG")) ?? _("TRAVIS_BRANCH")),
            "AppVeyor" => _("APPVEYOR_PULL_REQUEST_HEAD_REPO_BRANCH") is { } change
                ? new(
                    system,
                    change,
                    _("APPVEYOR_REPO_BRANCH"),
                    Default: null,
                    Differ(_("APPVEYOR_PULL_REQUEST_HEAD_REPO_NAME"), _("APPVEYOR_REPO_NAME")))
                : new(system, Tag(_("APPVEYOR_REPO_TAG_NAME")) ?? _("APPVEYOR_REPO_BRANCH")),
            "Bitrise" => new(system, Tag(_("BITRISE_GIT_TAG")) ?? _("BITRISE_GIT_BRANCH"), _("BITRISEIO_GIT_BRANCH_DEST")),
            "Drone" => new(
                system,
                Tag(_("DRONE_TAG")) ?? _("DRONE_SOURCE_BRANCH") ?? _("DRONE_BRANCH"),
                _("DRONE_TARGET_BRANCH"),
                _("DRONE_REPO_BRANCH")),
            "Buildkite" => new(
                system,
                Tag(_("BUILDKITE_TAG")) ?? _("BUILDKITE_BRANCH"),
                _("BUILDKITE_PULL_REQUEST_BASE_BRANCH"),
                _("BUILDKITE_PIPELINE_DEFAULT_BRANCH"),
                Differ(_("BUILDKITE_PULL_REQUEST_REPO"), _("BUILDKITE_REPO"))),
            _ => new CiBuild(system, Branch: null),
        };
    }

    // For a pull request, GITHUB_REF_NAME is "12/merge", which no other build imports a cache of.
    private static CiBuild ReadGitHub(Func<string, string?> _)
    {
        var details = GitHubEvent.Read(_("GITHUB_EVENT_PATH"));
        var name = _("GITHUB_REF_TYPE") == "tag" ? Tag(_("GITHUB_REF_NAME")) : _("GITHUB_REF_NAME");
        return new(GitHub, _("GITHUB_HEAD_REF") ?? name, _("GITHUB_BASE_REF"), details?.DefaultBranch, details?.FromFork ?? false);
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
