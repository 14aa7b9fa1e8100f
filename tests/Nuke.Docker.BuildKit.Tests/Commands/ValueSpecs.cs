using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Tests.Commands;

public class ValueSpecs
{
    [TestCase("linux")]
    [TestCase("linux/")]
    [TestCase("")]
    [TestCase("linux/amd64,linux/arm64")]
    [TestCase("linux/arm/v7/x")]
    [TestCase("linux /amd64")]
    public void What_is_no_platform_is_refused(string name)
    {
        Assert.That(() => new Platform(name), Throws.TypeOf<InvalidSettingException>().With.Message.StartsWith($"--platform: '{name}' is not a platform"));
    }

    [TestCase("linux/amd64")]
    [TestCase("linux/arm/v7")]
    [TestCase("windows(10.0.17763)/amd64")]
    [TestCase("local")]
    public void A_platform_is_passed_on_as_it_stands(string name)
    {
        Assert.That(new Platform(name).ToArgument().Value, Is.EqualTo(name));
    }

    [Test]
    public void A_key_path_with_a_comma_is_refused_because_buildx_would_split_it()
    {
        Assert.That(() => new Ssh("default", "a,b"), Throws.TypeOf<InvalidSettingException>().With.Message.Contains("'a,b' contains a comma"));
    }

    [Test]
    public void A_secret_attribute_of_an_output_is_redacted()
    {
        var output = new BuildOutput("s3", ("secret_access_key", "hunter22"));

        Assert.That(output.ToString(), Is.EqualTo("type=s3,secret_access_key=[REDACTED]"));
        Assert.That(output.ToArgument().Value, Is.EqualTo("type=s3,secret_access_key=hunter22"));
    }
}
