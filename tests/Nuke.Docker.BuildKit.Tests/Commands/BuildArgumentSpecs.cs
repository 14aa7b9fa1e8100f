using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Builds.Bake;
using Nuke.Docker.BuildKit.Commands;

namespace Nuke.Docker.BuildKit.Tests.Commands;

/// <summary>Build arguments that are credentials.</summary>
public class BuildArgumentSpecs
{
    [TestCase("API_TOKEN", "hunter2 with, comma", true)]
    [TestCase("INDEX", "https://app:hunter2@host/simple", true)]
    [TestCase("HTTPS_PROXY", "http://app:hunter2@proxy:3128", false, Description = "buildx reads this variable itself")]
    [TestCase("AWS_SECRET_ACCESS_KEY", "hunter2hunter2", false, Description = "buildx reads this variable itself")]
    [TestCase("VERSION", "1.2.3", false)]
    public void A_credential_is_passed_in_a_variable(string name, string value, bool isCarried)
    {
        var settings = new BuildxBuildSettings().AddBuildArg(name, value);

        Assert.That(settings.ToArguments().Values, Does.Contain(isCarried ? name : $"{name}={value}"));
        Assert.That(settings.ToEnvironment().GetValueOrDefault(name), Is.EqualTo(isCarried ? value : null));
        Assert.That(settings.ToString(), Does.Not.Contain("hunter2"));
    }

    [Test]
    public void A_variable_with_the_same_name_keeps_its_value()
    {
        var settings = new BuildxBuildSettings().AddBuildArg("API_TOKEN", "hunter22").AddSecret(BuildSecret.FromEnvironment("token", "API_TOKEN"));

        Assert.That(settings.ToEnvironment(), Does.Not.ContainKey("API_TOKEN"));
        Assert.That(settings.ToString(), Does.Contain("API_TOKEN=[REDACTED]"));
    }

    [Test]
    public void A_bake_file_names_the_variable()
    {
        var plan = BakePlan.Of([("acme/bot", new BuildxBuildSettings().AddBuildArg("API_TOKEN", "hunter22").AddBuildArg("VERSION", "1"))]);

        var settings = plan.ToSettings("docker-bake.json");
        var text = BakeFileWriter.ToJson(plan.File);

        Assert.That(text, Does.Contain("\"API_TOKEN\": \"${BAKE_BOT_API_TOKEN}\"").And.Contain("\"VERSION\": \"1\"").And.Not.Contain("hunter22"));
        Assert.That(settings.ToEnvironment()["BAKE_BOT_API_TOKEN"], Is.EqualTo("hunter22"));
    }
}
