using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Text;
using TestSupport;

namespace Nuke.Docker.BuildKit.Tests.Commands;

public class BuildSecretSpecs
{
    private const string Value = "hunter22,\"x\"";

    [Test]
    public void A_value_travels_through_the_environment_only()
    {
        var settings = new BuildxBuildSettings().AddSecret(BuildSecret.FromValue("pip", Value));

        Assert.That(settings.ToArguments().Values, Has.None.Contains("hunter22"));
        Assert.That(settings.ToEnvironment(), Does.ContainKey("BUILD_SECRET_PIP").WithValue(Value));
    }

    [Test]
    public void A_value_is_shown_nowhere()
    {
        var secret = BuildSecret.FromValue("pip", Value);
        var settings = new BuildxBuildSettings().AddSecret(secret).AddLabel("leak", $"<{Value}>").SetToolPath("docker");

        Assert.That(secret.ToString(), Does.Not.Contain("hunter22"));
        Assert.That(settings.ToString(), Does.Contain("leak=<[REDACTED]>").And.Not.Contain("hunter22"));
        Assert.That(settings.CreateRedactor().Redact($"echo {Value}"), Is.EqualTo("echo [REDACTED]"));
    }

    [TestCase("a.b", "a-b")]
    [TestCase("a", "A")]
    [TestCase("a_b", "a.b")]
    [TestCase("é", "e")]
    public void Different_ids_never_share_a_variable(string one, string other)
    {
        var names = new[] { one, other }.Select(id => BuildSecret.FromValue(id, Value).Reference);

        Assert.That(names, Is.Unique.And.All.Matches("^[A-Z_0-9]+$"));
    }

    [TestCase(512 * 1024, true)]
    [TestCase((512 * 1024) + 1, false, Description = "BuildKit doesn't accept a secret that long")]
    public void The_value_of_a_file_is_redacted(int length, bool isRedacted)
    {
        using var directory = new TemporaryDirectory();
        var value = new string('x', length);

        var secret = BuildSecret.FromFile("pip", directory.Write("secret", value));

        Assert.That(secret.ReadValues(environment: null, workingDirectory: null), Is.EqualTo(isRedacted ? new[] { value } : []));
    }

    [Test]
    public void A_secret_needs_an_id_and_a_source()
    {
        Assert.That(() => BuildSecret.FromFile("", "/x"), Throws.TypeOf<InvalidSettingException>().With.Message.EqualTo("--secret id: must not be empty"));
        Assert.That(
            () => BuildSecret.FromFile("pip", ""),
            Throws.TypeOf<InvalidSettingException>().With.Message.EqualTo("--secret id=pip, src: must not be empty"));
    }

    [Test]
    public void A_secret_environment_variable_overrides_a_plain_one_and_is_redacted()
    {
        var settings = new BuildxBuildSettings()
            .AddEnvironmentVariable("TOKEN", "plain")
            .AddSecretEnvironmentVariable("TOKEN", "hunter22")
            .AddBuildArg("TOKEN", "hunter22");

        Assert.That(settings.ToEnvironment()["TOKEN"], Is.EqualTo("hunter22"));
        Assert.That(settings.ToString(), Is.EqualTo("docker buildx build --build-arg 'TOKEN=[REDACTED]' ."));
    }
}
