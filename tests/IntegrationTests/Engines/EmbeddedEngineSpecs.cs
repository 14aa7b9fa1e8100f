using System.Globalization;
using Nuke.Docker.BuildKit.Text.Faults;

namespace IntegrationTests.Engines;

[Category("Engine")]
[Platform("Linux")]
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class EmbeddedEngineSpecs
{
    [Test]
    public async Task A_started_engine_answers_and_can_export_caches()
    {
        await using var own = new PrivateEngine();

        var connection = await own.Engine.StartAsync();

        var engine = connection.Connect();
        var (ping, info) = (await engine.PingAsync(), await engine.InfoAsync());
        Assert.That(ping.BuildKitIsDefault, Is.True);
        Assert.That(info.UsesContainerdStore, Is.True);
        Assert.That(info.RootDirectory, Is.EqualTo(Path.Combine(own.Directory, "data")));
        Assert.That(await Shell.RunAsync(connection, "docker buildx version"), Does.Contain("buildx"));
    }

    [Test]
    public async Task Starts_one_after_the_other_and_at_once_give_one_engine()
    {
        await using var own = new PrivateEngine();

        var connections = await Task.WhenAll(own.Engine.StartAsync(), own.Another().StartAsync(), own.Another().StartAsync());
        var first = await own.ProcessIdAsync();
        var last = await own.Another().StartAsync();

        Assert.That(connections.Append(last).Select(_ => _.DockerHost).Distinct(), Has.One.Items);
        Assert.That(await own.ProcessIdAsync(), Is.EqualTo(first));
        Assert.That(own.Messages.Where(_ => _.StartsWith("Started", StringComparison.Ordinal)), Has.One.Items);
    }

    [Test]
    public async Task Socket_and_folder_are_their_owners_alone()
    {
        await using var own = new PrivateEngine();

        await own.Engine.StartAsync();

        Assert.That(File.GetUnixFileMode(own.Directory), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
        Assert.That(File.GetUnixFileMode(Path.Combine(own.Directory, "docker.sock")), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Test]
    public async Task Two_folders_have_two_engines()
    {
        await using var one = new PrivateEngine();
        await using var two = new PrivateEngine();

        await Task.WhenAll(one.Engine.StartAsync(), two.Engine.StartAsync());
        await one.Engine.StopAsync();

        Assert.That((await one.Engine.StatusAsync()).Running, Is.False);
        Assert.That((await two.Engine.StatusAsync()).Running, Is.True);
    }

    [Test]
    public async Task A_killed_engine_starts_again_and_its_containers_are_ended()
    {
        await using var own = new PrivateEngine();
        var connection = await own.Engine.StartAsync();
        await SleepImage.RunAsync(connection, seconds: 98761);
        var killed = await own.ProcessIdAsync();
        await KillAsync(killed);
        var orphans = SleepImage.CountProcesses(98761);

        await own.Engine.StartAsync();

        Assert.That(orphans, Is.EqualTo(1), "the container should have outlived the daemon, else this proves nothing");
        Assert.That(await own.ProcessIdAsync(), Is.Not.EqualTo(killed));
        Assert.That(SleepImage.CountProcesses(98761), Is.Zero);
        Assert.That(await Shell.RunAsync(connection, "docker images -q sleep"), Is.Not.Empty);
    }

    [Test]
    public async Task A_stop_ends_containers_and_leaves_no_process_and_no_mount()
    {
        await using var own = new PrivateEngine();
        var connection = await own.Engine.StartAsync();
        await SleepImage.RunAsync(connection, seconds: 98762);

        var stopped = await own.Engine.StopAsync();

        Assert.That(stopped, Is.True);
        Assert.That(SleepImage.CountProcesses(98762), Is.Zero);
        Assert.That(ProcessesNaming(own.Directory), Is.Empty);
        Assert.That(File.ReadAllText("/proc/self/mountinfo"), Does.Not.Contain(own.Directory));
        Assert.That(Directory.Exists(Path.Combine(own.Directory, "data")), Is.True);
    }

    [Test]
    public async Task A_stop_ends_a_build_at_work()
    {
        await using var own = new PrivateEngine();
        var connection = await own.Engine.StartAsync();
        await SleepImage.ImportAsync(connection);
        var context = Directory.CreateDirectory(Path.Combine(own.Directory, "context")).FullName;
        await File.WriteAllTextAsync(Path.Combine(context, "Dockerfile"), "FROM sleep\nRUN [\"/bin/sleep\", \"98763\"]\n");
        var build = Shell.RunAsync(connection, "docker buildx build --network=host .", context);
        await UntilAsync(() => SleepImage.CountProcesses(98763) > 0);

        await own.Engine.StopAsync();

        Assert.That(SleepImage.CountProcesses(98763), Is.Zero);
        await Assert.ThatAsync(() => build, Throws.TypeOf<InvalidOperationException>());
    }

    [Test]
    public async Task A_stop_without_an_engine_is_none()
    {
        await using var own = new PrivateEngine();

        var stopped = await own.Engine.StopAsync();

        Assert.That(stopped, Is.False);
    }

    [Test]
    public async Task Stale_files_do_not_hinder_a_start()
    {
        await using var own = new PrivateEngine();
        var other = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        await File.WriteAllTextAsync(Path.Combine(own.Directory, "docker.sock"), "no socket");
        await File.WriteAllTextAsync(Path.Combine(own.Directory, "docker.pid"), other);
        Directory.CreateDirectory(Path.Combine(own.Directory, "exec", "containerd"));
        await File.WriteAllTextAsync(Path.Combine(own.Directory, "exec", "containerd", "containerd.pid"), other);

        await own.Engine.StartAsync();

        Assert.That((await own.Engine.StatusAsync()).Running, Is.True);
    }

    [Test]
    public async Task A_folder_too_deep_for_a_socket_gets_one_elsewhere_and_says_so()
    {
        var root = Directory.CreateTempSubdirectory("engine-").FullName;
        await using var own = new PrivateEngine(Path.Combine(root, new string('d', 60), new string('e', 60)));

        var connection = await own.Engine.StartAsync();

        var run = Path.GetDirectoryName(connection.Endpoint.Address)!;
        Assert.That(run, Does.Not.StartWith(root));
        Assert.That(File.GetUnixFileMode(run), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
        Assert.That(own.Messages, Has.One.EndsWith($"the socket is in {run}."));
        await own.Engine.StopAsync();
        Directory.Delete(root, recursive: true);
        Assert.That(Directory.Exists(run), Is.False);
    }

    [Test]
    public async Task A_daemon_that_ends_at_once_is_told_with_the_end_of_its_log()
    {
        await using var own = new PrivateEngine();
        await File.WriteAllTextAsync(Path.Combine(own.Directory, "data"), "in the way of the data folder");

        var failure = await Assert.ThrowsAsync<DockerException>(() => own.Engine.StartAsync());

        Assert.That(failure!.Kind, Is.EqualTo(DockerFaultKind.EngineUnavailable));
        Assert.That(failure.Message, Does.Match(@"Its log \(/.*\.log\) ends with:\n(.*\n)*.*data"));
    }

    [Test]
    [Slow]
    public async Task Half_unpacked_programs_are_fetched_again()
    {
        var packages = Directory.CreateTempSubdirectory("packages-").FullName;
        Directory.CreateDirectory(Path.Combine(packages, ".fetch-killed", "debs"));
        Directory.CreateDirectory(Path.Combine(packages, "engine", "usr", "sbin"));
        await File.WriteAllTextAsync(Path.Combine(packages, "engine", "usr", "sbin", "dockerd"), "half of it");
        await using var own = new PrivateEngine(packages: packages);

        await own.Engine.StartAsync();

        Assert.That((await own.Engine.StatusAsync()).Running, Is.True);
        Assert.That(Directory.EnumerateDirectories(packages).Select(Path.GetFileName), Is.EqualTo(new[] { "engine" }));
        await own.Engine.StopAsync();
        Directory.Delete(packages, recursive: true);
    }

    private static async Task KillAsync(int id)
    {
        using var process = System.Diagnostics.Process.GetProcessById(id);
        process.Kill();
        await process.WaitForExitAsync();
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (var attempt = 0; !condition() && attempt < 300; attempt++)
        {
            await Task.Delay(100);
        }

        Assert.That(condition(), Is.True);
    }

    private static List<string> ProcessesNaming(string text) =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Select(_ => Path.Combine(_, "cmdline"))
            .Where(File.Exists)
            .Select(SleepImage.ReadCommand)
            .Where(_ => _.Contains(text, StringComparison.Ordinal)),
    ];
}
