using Nuke.Docker.BuildKit.Engines.Internal;

namespace Nuke.Docker.BuildKit.Tests.Engines;

public sealed class InstallAdviceSpecs
{
    [TestCase("debian", "apt-get install docker.io docker-cli docker-buildx")]
    [TestCase("fedora", "dnf install moby-engine")]
    [TestCase("alpine", "apk add docker docker-cli-buildx")]
    [TestCase("arch", "pacman -S docker docker-buildx")]
    [TestCase("gentoo", "docs.docker.com/engine/install")]
    public void Each_distribution_is_told_its_own_command(string id, string command)
    {
        var advice = InstallAdvice.ForLinux(new OsRelease(id, null, id));

        Assert.That(advice, Does.Contain(command).And.Contain("DOCKER_HOST"));
    }
}
