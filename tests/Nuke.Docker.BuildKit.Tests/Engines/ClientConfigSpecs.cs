using Nuke.Docker.BuildKit.Engines.Internal;
using TestSupport;

namespace Nuke.Docker.BuildKit.Tests.Engines;

[Platform("Unix")]
public sealed class ClientConfigSpecs
{
    [Test]
    public void The_users_credentials_and_contexts_are_linked_not_copied()
    {
        using var user = new TemporaryDirectory();
        using var packages = Packages();
        using var target = new TemporaryDirectory();
        user.Write("config.json", "{}");
        user.Write("contexts/meta/x/meta.json", "{}");

        ClientConfig.Write(target.Path, new EnginePackageSet(packages.Path), user.Path);

        Assert.That(new FileInfo(Path.Combine(target.Path, "config.json")).LinkTarget, Is.EqualTo(Path.Combine(user.Path, "config.json")));
        Assert.That(new FileInfo(Path.Combine(target.Path, "contexts")).LinkTarget, Is.EqualTo(Path.Combine(user.Path, "contexts")));
        Assert.That(File.Exists(Path.Combine(target.Path, "cli-plugins", "docker-buildx")), Is.True);
    }

    [Test]
    public void Links_to_programs_that_moved_are_made_anew()
    {
        using var before = Packages();
        using var after = Packages();
        using var target = new TemporaryDirectory();
        ClientConfig.Write(target.Path, new EnginePackageSet(before.Path), userConfig: null);

        ClientConfig.Write(target.Path, new EnginePackageSet(after.Path), userConfig: null);

        Assert.That(
            new FileInfo(Path.Combine(target.Path, "cli-plugins", "docker-buildx")).LinkTarget,
            Is.EqualTo(Path.Combine(after.Path, "usr/libexec/docker/cli-plugins/docker-buildx")));
    }

    private static TemporaryDirectory Packages()
    {
        var directory = new TemporaryDirectory();
        directory.Write("usr/libexec/docker/cli-plugins/docker-buildx", "");
        return directory;
    }
}
