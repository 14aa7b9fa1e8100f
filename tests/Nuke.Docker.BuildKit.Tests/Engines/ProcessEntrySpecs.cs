using Nuke.Docker.BuildKit.Engines.Internal;
using TestSupport;

namespace Nuke.Docker.BuildKit.Tests.Engines;

public sealed class ProcessEntrySpecs
{
    private static readonly EngineLayout s_layout = EngineLayout.For("/w/engine", new Dictionary<string, string>());

    [TestCase("/p/usr/sbin/dockerd --config-file /w/engine/daemon.json", true)]
    [TestCase("containerd --config /w/engine/exec/containerd/containerd.toml", true)]
    [TestCase("/usr/bin/containerd-shim-runc-v2 -namespace moby -id 1 -address /w/engine/exec/containerd/containerd.sock", true)]
    [TestCase("runc --log /w/engine/data/buildkit/executor/runc-log.json run x", true)]
    [TestCase("dockerd --config-file /w/engine2/daemon.json", false)]
    [TestCase("containerd --config /w/engine2/exec/containerd/containerd.toml", false)]
    [TestCase("/usr/bin/dockerd -H fd://", false)]
    [TestCase("tail -f /w/engine/data/log", false)]
    [TestCase("vim /w/engine/daemon.json", false)]
    public void Only_what_the_engine_started_belongs_to_it(string command, bool belongs)
    {
        var process = new ProcessEntry(1, command.Split(' '), "0::/user.slice\n");

        Assert.That(process.BelongsTo(s_layout), Is.EqualTo(belongs));
    }

    [TestCase("{0}", true)]
    [TestCase("{0}/buildkit/x1", true)]
    [TestCase("docker/{0}x", false)]
    [TestCase("docker/abc", false)]
    public void What_runs_in_its_control_group_belongs_to_it(string group, bool belongs)
    {
        var path = group.Replace("{0}", s_layout.ControlGroup, StringComparison.Ordinal);
        var process = new ProcessEntry(1, ["sleep", "1"], $"4:memory:/{path}\n");

        Assert.That(process.BelongsTo(s_layout), Is.EqualTo(belongs));
    }

    [Test]
    public void The_table_leaves_out_what_has_ended()
    {
        using var proc = new TemporaryDirectory();
        proc.Write("17/cmdline", "dockerd\0--config-file\0/x y/daemon.json\0");
        proc.Write("17/cgroup", "0::/\n");
        proc.Write("18/cmdline", "");
        proc.Write("18/cgroup", "0::/\n");
        proc.Write("self/cmdline", "x\0");

        var processes = new ProcessTable(proc.Path).Read().ToList();

        Assert.That(processes.Select(_ => (_.Id, _.IsDaemonOf("/x y/daemon.json"))), Is.EqualTo(new[] { (17, true) }));
    }

    [TestCase("17 (dockerd) S 1 17", true)]
    [TestCase("17 (a) Z (b) R 1 17", true)]
    [TestCase("17 (dockerd) Z 1 17", false)]
    [TestCase(null, false)]
    public void A_zombie_is_not_alive(string? stat, bool alive)
    {
        using var proc = new TemporaryDirectory();

        if (stat is not null)
            proc.Write("17/stat", stat);

        Assert.That(new ProcessTable(proc.Path).IsAlive(17), Is.EqualTo(alive));
    }

    [Test]
    public void Mounts_are_lifted_from_the_deepest_up()
    {
        string[] lines =
        [
            "20 1 254:0 / / rw - ext4 /dev/vda rw",
            "30 20 254:0 /w/engine/data /w/engine/data rw - ext4 /dev/vda rw",
            @"31 30 0:40 / /w/engine/data/a\040b rw - overlay overlay rw",
            "32 20 0:41 / /w/engine/data2 rw - tmpfs tmpfs rw",
        ];

        var mounts = MountTable.Below(lines, ["/w/engine/data", "/w/engine/exec"]);

        Assert.That(mounts, Is.EqualTo(new[] { "/w/engine/data/a b", "/w/engine/data" }));
    }

    [TestCase("/w/engine", false)]
    [TestCase("/home/someone/with/a/long/name/and/a/repository/that/lies/very/deep/in/it/.nuke/temp/docker-engine", true)]
    public void Sockets_move_where_the_folder_is_too_deep_for_them(string directory, bool elsewhere)
    {
        var layout = EngineLayout.For(directory, new Dictionary<string, string>());

        Assert.That(layout.SocketIsElsewhere, Is.EqualTo(elsewhere));
        Assert.That($"{layout.ExecRoot}/containerd/containerd-debug.sock.ttrpc", Has.Length.LessThan(108));
    }
}
