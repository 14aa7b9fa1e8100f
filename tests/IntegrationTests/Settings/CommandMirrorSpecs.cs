using System.Text.Json.Nodes;
using FsCheck.Fluent;
using Nuke.Docker.BuildKit;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Engines;

namespace IntegrationTests.Settings;

/// <summary>Compares arguments of docker and compose with their results.</summary>
[Category("Mirror")]
public sealed class CommandMirrorSpecs
{
    private readonly string _name = $"mirror-{Guid.NewGuid():N}";
    private EngineConnection _connection = null!;
    private string _folder = null!;

    [SetUp]
    public async Task Create()
    {
        _connection = await TestEngine.ConnectAsync();
        _folder = Directory.CreateTempSubdirectory("mirror-").FullName;
    }

    [TearDown]
    public async Task Delete()
    {
        Directory.Delete(_folder, recursive: true);
        await Shell.RunAsync(_connection, $"docker rm -f {_name}; docker image rm -f {_name}; true");
    }

    // "docker create" takes the flags of "docker run" and starts nothing.
    [Test]
    [Platform("Linux")]
    public async Task A_container_is_what_was_said()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "Dockerfile"), "FROM scratch\nCOPY Dockerfile /\n");
        await Shell.RunAsync(_connection, $"docker buildx build -t {_name} .", _folder);
        var texts = AnyText.Some.Sample(Buildx.Count);
        var ports = AnyValue.Port.Where(port => port is { Count: 1, Choice: 1, Host: not 0 })
            .Sample(10)
            .DistinctBy(port => (port.Container, port.Protocol ?? "tcp"))
            .ToList();
        var settings = new DockerRunSettings().SetImage(_name).SetName(_name).AddCommandLine("/none", "-x", "a b")
            .AddAddHost("db:10.0.0.2", "v6:::1")
            .AddEnv(texts.Select((text, index) => KeyValuePair.Create($"E{index}", (string?)text)))
            .AddLabel(texts.Select((text, index) => KeyValuePair.Create($"l{index}", (string?)text)))
            .AddMount(ContainerMount.Bind(_folder, "/b,ind") with { ReadOnly = true }, ContainerMount.Tmpfs("/t") with { Options = [("tmpfs-size", "1m")] })
            .AddPublish(ports)
            .AddUlimit(new Ulimit("nofile", 1, 2))
            .SetHealthInterval(TimeSpan.FromSeconds(90)).SetHealthCmd("a \"b\"")
            .SetCpus(0.5m).SetMemory("64m").SetMemorySwap(-1).SetShmSize(1 << 20)
            .SetRestart("on-failure:3").SetPull(PullPolicy.Never);

        await DockerAsync(["create", .. settings.ToArguments().Values.Skip(1)]);
        var container = JsonNode.Parse(await DockerAsync(["inspect", _name]))![0]!;

        var (config, host) = (container["Config"]!, container["HostConfig"]!);
        Assert.Multiple(() =>
        {
            Assert.That(Values(config["Env"]!).Where(variable => variable.StartsWith('E')), Is.EquivalentTo(texts.Select((text, index) => $"E{index}={text}")));
            Assert.That(
                config["Labels"]!.AsObject().Select(pair => (pair.Key, pair.Value!.GetValue<string>())),
                Is.EquivalentTo(texts.Select((text, index) => ($"l{index}", text))));
            Assert.That(Values(config["Cmd"]!), Is.EqualTo(["/none", "-x", "a b"]));
            Assert.That(
                (config["Healthcheck"]!["Interval"]!.GetValue<long>(), config["Healthcheck"]!["Test"]![1]!.GetValue<string>()),
                Is.EqualTo((90_000_000_000, "a \"b\"")));
            Assert.That(Values(host["ExtraHosts"]!), Is.EquivalentTo(["db:10.0.0.2", "v6:::1"]));
            Assert.That(
                host["Mounts"]!.AsArray().Select(mount => (
                    mount!["Type"]!.GetValue<string>(),
                    mount["Source"]?.GetValue<string>(),
                    mount["Target"]!.GetValue<string>(),
                    mount["ReadOnly"]?.GetValue<bool>(),
                    mount["TmpfsOptions"]?["SizeBytes"]!.GetValue<long>())),
                Is.EquivalentTo(
                    [("bind", (string?)_folder, "/b,ind", (bool?)true, (long?)null), ("tmpfs", (string?)null, "/t", (bool?)null, (long?)(1 << 20))]));
            Assert.That(
                host["PortBindings"]!.AsObject()
                    .Select(port => (port.Key, port.Value![0]!["HostIp"]!.GetValue<string>(), port.Value[0]!["HostPort"]!.GetValue<string>())),
                Is.EquivalentTo(ports.Select(port => ($"{port.Container}/{port.Protocol ?? "tcp"}", $"{port.Address}", $"{port.Host}"))));
            Assert.That(
                (host["Memory"]!.GetValue<long>(), host["MemorySwap"]!.GetValue<long>(), host["ShmSize"]!.GetValue<long>(), host["NanoCpus"]!.GetValue<long>()),
                Is.EqualTo((64L << 20, -1L, 1L << 20, 500_000_000L)));
            Assert.That(
                (host["RestartPolicy"]!["Name"]!.GetValue<string>(), host["RestartPolicy"]!["MaximumRetryCount"]!.GetValue<int>()),
                Is.EqualTo(("on-failure", 3)));
            Assert.That((host["Ulimits"]![0]!["Soft"]!.GetValue<int>(), host["Ulimits"]![0]!["Hard"]!.GetValue<int>()), Is.EqualTo((1, 2)));
        });
    }

    [Test]
    public async Task A_project_is_what_was_said()
    {
        string[] names = ["a, \"b\".yaml", "c=d.yaml"];
        await File.WriteAllTextAsync(Path.Combine(_folder, names[0]), "services: { web: { image: '${IMAGE}', profiles: [dev] }, db: { image: db } }\n");
        await File.WriteAllTextAsync(Path.Combine(_folder, names[1]), "services: { web: { environment: { L: over } } }\n");
        await File.WriteAllTextAsync(Path.Combine(_folder, "e nv"), "IMAGE=acme/web:1\n");
        ComposeConfigSettings Settings(ComposeConfigSettings _) =>
            Answers.AnswerProcess.In(_, _connection, _folder).AddFile(names).AddEnvFile("e nv").SetProjectName("mirror");

        var all = await ComposeTasks.ComposeConfigAnswerAsync(Settings(new()).AddProfile("dev"));
        var some = await ComposeTasks.ComposeConfigAnswerAsync(Settings(new()));

        Assert.That((all.Name, string.Join(' ', all.Services.Keys.Order()), string.Join(' ', some.Services.Keys)), Is.EqualTo(("mirror", "db web", "db")));
        Assert.That((all.Services["web"].Image, all.Services["web"].Environment["L"]), Is.EqualTo(("acme/web:1", "over")));
    }

    private static IEnumerable<string> Values(JsonNode list) => list.AsArray().Select(value => value!.GetValue<string>());

    private async Task<string> DockerAsync(IEnumerable<string> words)
    {
        var (exitCode, output) = await Answers.AnswerProcess.OutputAsync(_connection, _folder, words);
        Assert.That(exitCode, Is.Zero, output);
        return output;
    }
}
