using Nuke.Docker.BuildKit.Caches.Strategies;

namespace Nuke.Docker.BuildKit.Tests.Caches.Strategies;

public sealed class SourceBranchSpecs
{
    private const string Commit = "1111111111111111111111111111111111111111";
    private const string Other = "2222222222222222222222222222222222222222";

    private string _root = null!;

    [SetUp]
    public void Create() => _root = Directory.CreateTempSubdirectory("branch-").FullName;

    [TearDown]
    public void Delete() => Directory.Delete(_root, recursive: true);

    // Variables as in the manuals of the systems.
    [TestCase("GITHUB_ACTIONS=true;GITHUB_REF_NAME=main;GITHUB_REF_TYPE=branch", "GitHub Actions", "main", null)]
    [TestCase("GITHUB_ACTIONS=true;GITHUB_REF_NAME=12/merge;GITHUB_HEAD_REF=fix/y;GITHUB_BASE_REF=release", "GitHub Actions", "fix/y", "release")]
    [TestCase("GITHUB_ACTIONS=true;GITHUB_REF_NAME=v1.2;GITHUB_REF_TYPE=tag", "GitHub Actions", "refs/tags", null)]
    [TestCase("GITHUB_ACTIONS=true;GITHUB_REF_NAME=main;GITHUB_HEAD_REF=;GITHUB_BASE_REF=", "GitHub Actions", "main", null)]
    [TestCase("GITLAB_CI=true;CI_COMMIT_REF_NAME=x;CI_COMMIT_BRANCH=x", "GitLab CI", "x", null)]
    [TestCase("GITLAB_CI=true;CI_COMMIT_REF_NAME=x;CI_MERGE_REQUEST_SOURCE_BRANCH_NAME=x;CI_MERGE_REQUEST_TARGET_BRANCH_NAME=main", "GitLab CI", "x", "main")]
    [TestCase("GITLAB_CI=true;CI_COMMIT_REF_NAME=v1;CI_COMMIT_TAG=v1", "GitLab CI", "refs/tags", null)]
    [TestCase("TF_BUILD=True;BUILD_SOURCEBRANCH=refs/heads/feature/x", "Azure Pipelines", "feature/x", null)]
    [TestCase("TF_BUILD=True;BUILD_SOURCEBRANCH=refs/tags/v1", "Azure Pipelines", "refs/tags", null)]
    [TestCase(
        "TF_BUILD=True;BUILD_SOURCEBRANCH=refs/pull/3/merge;SYSTEM_PULLREQUEST_SOURCEBRANCH=refs/heads/x;SYSTEM_PULLREQUEST_TARGETBRANCH=refs/heads/main",
        "Azure Pipelines",
        "x",
        "main")]
    [TestCase("BITBUCKET_BUILD_NUMBER=7;BITBUCKET_BRANCH=x;BITBUCKET_PR_DESTINATION_BRANCH=main", "Bitbucket Pipelines", "x", "main")]
    [TestCase("JENKINS_URL=http://j;GIT_BRANCH=origin/feature/x", "Jenkins", "feature/x", null)]
    [TestCase("JENKINS_URL=http://j;BRANCH_NAME=PR-3;CHANGE_BRANCH=x;CHANGE_TARGET=main;GIT_BRANCH=PR-3", "Jenkins", "x", "main")]
    [TestCase("CIRCLECI=true;CIRCLE_BRANCH=x", "CircleCI", "x", null)]
    [TestCase("TRAVIS=true;TRAVIS_BRANCH=main;TRAVIS_PULL_REQUEST_BRANCH=x", "Travis CI", "x", "main")]
    [TestCase("APPVEYOR=True;APPVEYOR_REPO_BRANCH=x", "AppVeyor", "x", null)]
    [TestCase("BITRISE_IO=true;BITRISE_GIT_BRANCH=x", "Bitrise", "x", null)]
    [TestCase("DRONE=true;DRONE_BRANCH=main;DRONE_SOURCE_BRANCH=x;DRONE_TARGET_BRANCH=main", "Drone", "x", "main")]
    [TestCase("BUILDKITE=true;BUILDKITE_BRANCH=x", "Buildkite", "x", null)]
    [TestCase("CI=true", "CI", "trunk", null)]
    [TestCase("", null, "trunk", null)]
    public void CI_says_which_branch_is_built(string environment, string? system, string branch, string? target)
    {
        Write(".git/HEAD", "ref: refs/heads/trunk\n");

        var read = Read(environment);

        Assert.That((read.CiSystem, read.Name, read.Target), Is.EqualTo((system, branch, target)));
    }

    [TestCase("GITLAB_CI=true;CI_MERGE_REQUEST_SOURCE_PROJECT_ID=2;CI_MERGE_REQUEST_PROJECT_ID=1", true)]
    [TestCase("GITLAB_CI=true;CI_MERGE_REQUEST_SOURCE_PROJECT_ID=1;CI_MERGE_REQUEST_PROJECT_ID=1", false)]
    [TestCase("TF_BUILD=True;SYSTEM_PULLREQUEST_ISFORK=True", true)]
    [TestCase("TF_BUILD=True;SYSTEM_PULLREQUEST_ISFORK=False", false)]
    [TestCase("CIRCLECI=true;CIRCLE_PR_USERNAME=stranger", true)]
    [TestCase("JENKINS_URL=http://j;CHANGE_FORK=stranger", true)]
    [TestCase("TRAVIS=true;TRAVIS_PULL_REQUEST_BRANCH=x;TRAVIS_PULL_REQUEST_SLUG=s/r;TRAVIS_REPO_SLUG=a/r", true)]
    [TestCase("GITHUB_ACTIONS=true;GITHUB_EVENT_PATH=event.json", true)]
    [TestCase("GITHUB_ACTIONS=true;GITHUB_EVENT_PATH=own.json", false)]
    [TestCase("GITHUB_ACTIONS=true;GITHUB_EVENT_PATH=push.json", false)]
    [TestCase("GITHUB_ACTIONS=true;GITHUB_EVENT_PATH=deleted.json", true)]
    [TestCase("GITHUB_ACTIONS=true;GITHUB_EVENT_PATH=broken.json", false)]
    [TestCase("GITHUB_ACTIONS=true;GITHUB_EVENT_PATH=missing.json", false)]
    public void A_pull_request_out_of_a_fork_is_known_as_one(string environment, bool fork)
    {
        Write("event.json", """{"pull_request":{"head":{"repo":{"full_name":"stranger/bot"}},"base":{"repo":{"full_name":"acme/bot"}}}}""");
        Write("own.json", """{"pull_request":{"head":{"repo":{"full_name":"acme/bot"}},"base":{"repo":{"full_name":"acme/bot"}}}}""");
        Write("push.json", """{"ref":"refs/heads/main","repository":{"default_branch":"develop"}}""");
        Write("deleted.json", """{"pull_request":{"head":{"repo":null},"base":{"repo":{"full_name":"acme/bot"}}}}""");
        Write("broken.json", "{");

        Assert.That(Read(environment.Replace("PATH=", $"PATH={_root}/", StringComparison.Ordinal)).FromFork, Is.EqualTo(fork));
    }

    [Test]
    public void The_event_of_GitHub_names_the_default_branch()
    {
        Write("push.json", """{"repository":{"default_branch":"develop"}}""");

        Assert.That(Read($"GITHUB_ACTIONS=true;GITHUB_REF_NAME=x;GITHUB_EVENT_PATH={_root}/push.json").Default, Is.EqualTo("develop"));
    }

    [Test]
    public void TeamCity_s_branch_stands_in_its_files_of_properties()
    {
        Write(
            "build.properties",
            $"#Mon\nbuild.number=7\nteamcity.configuration.properties.file={_root.Replace(":", "\\:", StringComparison.Ordinal)}/config.properties\n");
        Write("config.properties", "teamcity.build.branch.is_default=false\nteamcity.build.branch=feature/\\u00fcber\n");

        Assert.That(Read($"TEAMCITY_VERSION=2026.1;TEAMCITY_BUILD_PROPERTIES_FILE={_root}/build.properties").Name, Is.EqualTo("feature/über"));
    }

    [Test]
    public void A_worktree_s_branch_is_its_own()
    {
        Write("repository/.git/HEAD", "ref: refs/heads/main\n");
        Write("repository/.git/worktrees/tree/HEAD", "ref: refs/heads/feature/tree\n");
        Write("repository/.git/worktrees/tree/commondir", "../..\n");
        Write("repository/.git/refs/remotes/origin/HEAD", "ref: refs/remotes/origin/trunk\n");
        Write("tree/.git", $"gitdir: {_root}/repository/.git/worktrees/tree\n");
        Write("tree/sub/folder/file", "");

        var read = SourceBranch.Read(Path.Combine(_root, "tree", "sub", "folder"), _ => null);

        Assert.That((read.Name, read.Default), Is.EqualTo(("feature/tree", "trunk")));
    }

    [TestCase("refs/heads/x", null, "x")]
    [TestCase("refs/remotes/origin/x", null, "x")]
    [TestCase(null, "refs/remotes/origin/x", "x")]
    [TestCase("refs/remotes/origin/x", "refs/heads/x", "x")]
    [TestCase("refs/heads/x", "refs/heads/y", null)]
    [TestCase("refs/heads/x", "refs/heads/main", "main")]
    [TestCase("refs/tags/v1", null, null)]
    [TestCase(null, null, null)]
    public void A_commit_that_is_checked_out_belongs_to_the_branch_that_ends_there(string? loose, string? packed, string? branch)
    {
        Write(".git/HEAD", Commit + "\n");
        if (loose is not null)
            Write($".git/{loose}", Commit + "\n");
        Write(
            ".git/packed-refs",
            $"# pack-refs with: peeled fully-peeled sorted\n{Other} refs/heads/elsewhere\n{(packed is null ? "" : $"{Commit} {packed}\n")}^{Other}\n");

        Assert.That(Read("").Name, Is.EqualTo(branch));
    }

    [Test]
    public void What_is_packed_may_be_older_than_what_is_not()
    {
        Write(".git/HEAD", Commit + "\n");
        Write(".git/refs/heads/moved-on", Other + "\n");
        Write(".git/packed-refs", $"{Commit} refs/heads/moved-on\n{Commit} refs/heads/here\n");

        Assert.That(Read("").Name, Is.EqualTo("here"));
    }

    [TestCase("refs/heads/master", "master")]
    [TestCase("refs/heads/main", "main")]
    [TestCase("refs/heads/other", "main")]
    public void Without_an_origin_the_default_branch_is_the_usual_one_that_exists(string reference, string expected)
    {
        Write(".git/HEAD", "ref: refs/heads/x\n");
        Write($".git/{reference}", Commit);

        Assert.That(Read("").Default, Is.EqualTo(expected));
    }

    [Test]
    public void What_the_user_says_is_the_default_branch() =>
        Assert.That(SourceBranch.Read(_root, _ => null, "develop"), Is.EqualTo(new SourceBranch { Name = "develop", Default = "develop" }));

    [Test]
    public void A_repository_in_another_form_has_a_branch_that_nobody_can_tell()
    {
        Write(".git/HEAD", "ref: refs/heads/.invalid\n");

        Assert.That(Read("").Name, Is.Null);
    }

    private SourceBranch Read(string environment)
    {
        var variables = environment.Split(';')
            .Select(pair => pair.Split('=', 2))
            .Where(pair => pair.Length == 2)
            .ToDictionary(pair => pair[0], pair => pair[1]);
        return SourceBranch.Read(_root, name => variables.GetValueOrDefault(name));
    }

    private void Write(string path, string text)
    {
        var file = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
