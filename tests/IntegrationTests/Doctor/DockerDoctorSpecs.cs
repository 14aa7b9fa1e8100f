using IntegrationTests.Engines;
using Nuke.Docker.BuildKit.Daemons;
using Nuke.Docker.BuildKit.Doctor;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Text.Changes;
using Nuke.Docker.BuildKit.Text.Faults;

namespace IntegrationTests.Doctor;

/// <summary>The doctor on real engines: the one of the test run, and one of its own with the old image store.</summary>
[Category("Doctor")]
[Platform("Linux")]
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class DockerDoctorSpecs
{
    [Test]
    public async Task An_engine_that_builds_is_found_well()
    {
        var connection = await TestEngine.ConnectAsync();
        var cache = Directory.CreateTempSubdirectory("cache-");

        var found = await ExamineAsync(new DoctorScope { Connection = connection, CacheDirectory = Path.Combine(cache.FullName, "not", "there") });

        cache.Delete(recursive: true);
        Assert.That(found.Where(diagnosis => diagnosis.Severity >= DiagnosisSeverity.Error), Is.Empty, string.Join('\n', found));
        Assert.That(
            found.Where(diagnosis => diagnosis.Severity == DiagnosisSeverity.Fine).Select(diagnosis => diagnosis.Subject),
            Is.SupersetOf(new[] { "engine", "BuildKit", "RUN --mount", "builder", "buildx", "cache folder" }));
        Assert.That(found.Select(diagnosis => diagnosis.Subject), Does.Contain("cache export").And.Contain("garbage collection"));
    }

    [Test]
    public async Task The_old_image_store_is_told_to_export_no_cache_and_a_daemon_json_that_is_merged_is_one_that_dockerd_takes()
    {
        await using var engine = new PrivateEngine();
        var connection = await engine.Engine.StartAsync();
        await engine.Engine.StopAsync();
        var configuration = Path.Combine(engine.Directory, "daemon.json");
        await UseOldStoreAsync(engine, connection, configuration);

        var found = await ExamineAsync(new DoctorScope { Connection = connection, DaemonConfiguration = configuration });

        Assert.That(found.Single(diagnosis => diagnosis.Subject == "cache export").Severity, Is.EqualTo(DiagnosisSeverity.Warning), string.Join('\n', found));
        var validate = DaemonConfigurationEditor.FindValidator(new Dictionary<string, string>(), connection.DockerPath);
        var settings = new DaemonConfiguration
        {
            BuildKit = true,
            ReservedSpace = "20GB",
            GarbagePolicies = [GarbagePolicy.CacheMounts(TimeSpan.FromDays(7), "20GB"), GarbagePolicy.Rest("50GB")],
            RegistryMirrors = ["https://mirror.example.com"],
            LogMaxSize = "10m",
        };
        var written = FileChanges.Write([await DaemonConfigurationEditor.PlanAsync(configuration, settings.ToSettings(), validate)]);
        Assert.That(written, Has.Count.EqualTo(2));
        Assert.That(await File.ReadAllTextAsync(configuration), Does.Contain("containerd-snapshotter").And.Contain("20GB"));
        await Assert.ThatAsync(
            () => DaemonConfigurationEditor.PlanAsync(configuration, [new DaemonSetting(["no-such-setting"], "1")], validate),
            Throws.TypeOf<DockerException>().With.Message.Contains("don't match any configuration option: no-such-setting"));
    }

    private static string Dockerd(EngineConnection connection) => Path.Combine(Path.GetDirectoryName(connection.DockerPath)!, "..", "sbin", "dockerd");

    private static async Task<IReadOnlyList<Diagnosis>> ExamineAsync(DoctorScope scope) =>
        DockerDiagnosis.Of(await new DoctorFactsReader(scope with { Patience = TimeSpan.FromSeconds(30) }).ReadAsync());

    // The embedded engine always configures the new store. Here the same daemon starts with the old one, and its owner stops it.
    private static async Task UseOldStoreAsync(PrivateEngine engine, EngineConnection connection, string configuration)
    {
        var text = await File.ReadAllTextAsync(configuration);
        await File.WriteAllTextAsync(
            configuration,
            text.Replace("\"containerd-snapshotter\":true", "\"containerd-snapshotter\":false", StringComparison.Ordinal));
        var folder = engine.Directory;
        await Shell.RunAsync(connection, $"""
            export PATH={Path.GetDirectoryName(Dockerd(connection))}:$PATH
            setsid {Dockerd(connection)} --config-file {configuration} --data-root {folder}/data --exec-root {folder}/exec \
              --pidfile {folder}/docker.pid --host unix://{folder}/docker.sock </dev/null >>{folder}/dockerd.log 2>&1 &
            for attempt in $(seq 300); do docker version >/dev/null 2>&1 && exit 0; sleep 0.2; done
            tail {folder}/dockerd.log; exit 1
            """);
    }
}
