using System.Text;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Builds.Bake;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Commands.Internal;

namespace Nuke.Docker.BuildKit.Tests.Commands;

public class GitCredentialsSpecs
{
    [TestCase("https://app:p%40ss@git.example.com/x.git#main:sub", "https://git.example.com/x.git#main:sub", "GIT_AUTH_HEADER.git.example.com", "app:p@ss")]
    [TestCase("https://ghp_token@git.example.com:8443/x.git", "https://git.example.com:8443/x.git", "GIT_AUTH_HEADER.git.example.com:8443", "ghp_token:")]
    [TestCase("http://a:b:c@host/x.git?ref=main", "http://host/x.git?ref=main", "GIT_AUTH_HEADER.host", "a:b:c")]
    public void Credentials_of_a_repository_become_a_secret_of_its_host(string context, string plain, string id, string user)
    {
        var moved = GitCredentials.Move(new BuildxBuildSettings { Context = context });

        Assert.That(moved.Context, Is.EqualTo(plain));
        Assert.That(moved.ToArguments().Values, Has.Some.Contains($"id={id},env=").And.None.Contains(user));
        Assert.That(moved.ToEnvironment().Values, Does.Contain($"basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(user))}"));
    }

    [TestCase(".")]
    [TestCase("https://git.example.com/x.git")]
    [TestCase("git@github.com:a/b.git")]
    [TestCase("ssh://git@host/x.git")]
    [TestCase("https://app:pass@example.com/context.tar.gz")]
    public void Other_contexts_stay_as_they_are(string context)
    {
        var settings = new BuildxBuildSettings { Context = context };

        Assert.That(GitCredentials.Move(settings).ToArguments().Values, Is.EqualTo(settings.ToArguments().Values));
    }

    [Test]
    public void A_named_context_is_moved_as_well()
    {
        var moved = GitCredentials.Move(new BuildxBuildSettings { BuildContext = ["src=https://app:pass@host/x.git#v1", "alpine=docker-image://alpine:3"] });

        Assert.That(moved.BuildContext!.Select(named => named.ToString()), Is.EqualTo(["src=https://host/x.git#v1", "alpine=docker-image://alpine:3"]));
        Assert.That(moved.Secret!.Select(secret => secret.Id), Is.EqualTo(["GIT_AUTH_HEADER.host"]));
    }

    [Test]
    public void A_secret_of_the_user_has_priority()
    {
        var own = BuildSecret.FromEnvironment("GIT_AUTH_HEADER.host", "OWN");

        var moved = GitCredentials.Move(new BuildxBuildSettings { Context = "https://app:pass@host/x.git", Secret = [own] });

        Assert.That(moved.Context, Is.EqualTo("https://host/x.git"));
        Assert.That(moved.Secret, Is.EqualTo([own]));
    }

    [Test]
    public void A_bake_file_contains_no_credentials_of_a_context()
    {
        var plan = BakePlan.Of([("app", new BuildxBuildSettings { Context = "https://app:planted@host/x.git" })]);

        Assert.That(BakeFileWriter.ToJson(plan.File), Does.Contain("https://host/x.git").And.Not.Contain("planted"));
        Assert.That(plan.ToSettings("bake.json").ToArguments().Values, Has.None.Contains("planted"));
    }

    [Test]
    public void Credentials_of_a_downloaded_file_are_reported()
    {
        var left = GitCredentials.Left(new BuildxBuildSettings { Context = "https://app:pass@example.com/context.tar.gz" });

        Assert.That(left, Is.EqualTo(["https://app:pass@example.com/context.tar.gz"]));
    }
}
