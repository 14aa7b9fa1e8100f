using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Tests.Commands;

/// <summary>Settings with a host's verbs of the same names in scope. Half of the test is that this file compiles.</summary>
public class DockerSettingsSpecs
{
    private static readonly Func<BuildxBuildSettings, BuildxBuildSettings> Tagged = _ => _.AddTag("a");

    [Test]
    public void Verbs_chain_beside_those_of_a_host()
    {
        var settings = new BuildxBuildSettings()
            .Apply(Tagged)
            .Apply(_ => _.EnablePull())
            .Apply((_, target) => _.SetTarget(target), "runtime")
            .When(true, _ => _.EnableLoad())
            .When(false, _ => _.EnablePush())
            .When(_ => _.Load == true, _ => _.EnableQuiet())
            .WhenNotNull("host", (_, network) => _.SetNetwork(network))
            .WhenNotNull((string?)null, (_, builder) => _.SetBuilder(builder))
            .WhenNotNull((long?)5, (_, size) => _.SetShmSize(size));

        Assert.That(
            settings.ToString(),
            Is.EqualTo("docker buildx build --load --network host --pull --quiet --shm-size 5 --tag a --target runtime ."));
    }

    [Test]
    public void One_becomes_many()
    {
        var settings = new BuildxBuildSettings()
            .CombineWith(["x", "y"], (_, target) => _.SetTarget(target))
            .CombineWith([1, 2], (_, number) => _.AddTag($"{_.Target}:{number}"));

        Assert.That(settings.SelectMany(_ => _.Tag!), Is.EqualTo(new ImageReference[] { "x:1", "x:2", "y:1", "y:2" }));
    }

    [Test]
    public void One_becomes_many_by_configurations()
    {
        var settings = new BuildxBuildSettings().CombineWith(_ => _.AddTag("a"), _ => _.AddTag("b"));

        Assert.That(settings.SelectMany(_ => _.Tag!), Is.EqualTo(new ImageReference[] { "a", "b" }));
    }

    [Test]
    public void Verbs_of_all_commands_keep_the_type()
    {
        BuildxBuildSettings settings = new BuildxBuildSettings()
            .SetToolPath("/opt/docker")
            .SetWorkingDirectory("/src")
            .AddEnvironmentVariable("A", "1")
            .AddTag("a");

        Assert.That(settings.ToString(), Is.EqualTo("/opt/docker buildx build --tag a ."));
        Assert.That(settings.WorkingDirectory, Is.EqualTo("/src"));
        Assert.That(settings.ToEnvironment(), Does.ContainKey("A").WithValue("1"));
    }
}
