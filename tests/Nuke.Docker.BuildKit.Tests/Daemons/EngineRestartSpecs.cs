using Nuke.Docker.BuildKit.Daemons;
using Nuke.Docker.BuildKit.Doctor.Internal;
using Nuke.Docker.BuildKit.Engines;

namespace Nuke.Docker.BuildKit.Tests.Daemons;

public sealed class EngineRestartSpecs
{
    [TestCase("unix:///var/run/docker.sock", "systemctl restart docker")]
    [TestCase("unix:///run/user/1000/docker.sock", "systemctl --user restart docker")]
    [TestCase("unix:///opt/mine/docker.sock", "")]
    [TestCase("tcp://build.example.com:2376", "")]
    public void Only_engines_of_the_system_are_restarted(string host, string command) =>
        Assert.That(
            string.Join(' ', EngineRestart.Command(Connection(host), new Dictionary<string, string> { ["XDG_RUNTIME_DIR"] = "/run/user/1000" })),
            Is.EqualTo(command));

    [TestCase(0, null)]
    [TestCase(1, "a container is running")]
    [TestCase(3, "3 containers are running")]
    public void Not_while_containers_run(int running, string? refusal) =>
        Assert.That(EngineRestart.Refusal(running, ["systemctl", "restart", "docker"], Connection("unix:///var/run/docker.sock")), Is.EqualTo(refusal));

    [TestCase(true, "writes its configuration at each start")]
    [TestCase(false, "it is unknown how the engine")]
    public void Of_other_engines_it_says_why_not(bool embedded, string refusal) =>
        Assert.That(EngineRestart.Refusal(0, [], Connection("unix:///opt/mine/docker.sock") with { Embedded = embedded }), Does.Contain(refusal));

    [TestCase("run/systemd/container", "lxc\n", "lxc")]
    [TestCase("proc/1/environ", "TERM=linux\0container=lxc\0", "lxc")]
    [TestCase("proc/1/environ", "TERM=linux\0", null)]
    public void A_container_says_what_it_is(string file, string text, string? kind)
    {
        var root = Directory.CreateTempSubdirectory("root-");
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(root.FullName, file))!);
        File.WriteAllText(Path.Combine(root.FullName, file), text);

        var read = ContainerKind.Read(root.FullName);
        root.Delete(recursive: true);

        Assert.That(read, Is.EqualTo(kind));
    }

    private static EngineConnection Connection(string host) =>
        new(EngineEndpoint.Parse(host), "docker", DockerConfig: null, Embedded: false, NeedsHostNetwork: false);
}
