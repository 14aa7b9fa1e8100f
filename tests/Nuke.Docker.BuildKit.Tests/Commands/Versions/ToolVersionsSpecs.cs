using Nuke.Docker.BuildKit.Commands;

namespace Nuke.Docker.BuildKit.Tests.Commands.Versions;

public class ToolVersionsSpecs
{
    [TestCase("github.com/docker/buildx 0.29.1+ds1 0.29.1+ds1-4", "0.29.1")]
    [TestCase("github.com/docker/buildx v0.36.1 37c4c6d", "0.36.1")]
    [TestCase("github.com/docker/buildx v0.35.0-rc1 37c4c6d", "0.35.0")]
    [TestCase("2.40.3-3", "2.40.3")]
    [TestCase("v5.0", "5.0.0")]
    [TestCase("28.5.2+dfsg4", "28.5.2")]
    [TestCase("Docker Compose version v2.40.3", "2.40.3")]
    [TestCase("Docker version 28.5.2+dfsg4, build ecc6942", "28.5.2")]
    public void A_version_is_found_in_what_a_tool_says(string text, string expected)
    {
        Assert.That(ToolVersions.Parse(text), Is.EqualTo(Version.Parse(expected)));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("v0.0.0+unknown")]
    [TestCase("unknown")]
    [TestCase("dev 1")]
    public void No_version_is_unknown(string? text)
    {
        Assert.That(ToolVersions.Parse(text), Is.Null);
    }
}
