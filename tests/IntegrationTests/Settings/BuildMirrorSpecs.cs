using System.Formats.Tar;
using System.Text.Json.Nodes;
using FsCheck.Fluent;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Engines;

namespace IntegrationTests.Settings;

/// <summary>Compares the arguments of <c>buildx build</c> with its results.</summary>
[Category("Mirror")]
public sealed class BuildMirrorSpecs
{
    private string _folder = null!;

    [SetUp]
    public void Create() => _folder = Directory.CreateTempSubdirectory("mirror-").FullName;

    [TearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task Build_arguments_arrive_as_they_are()
    {
        var connection = await TestEngine.ConnectAsync();
        var texts = AnyText.Some.Sample(Buildx.Count);
        Dockerfile(["FROM scratch", .. texts.Select((_, index) => $"ARG A{index}")]);
        var settings = new BuildxBuildSettings().SetCall("outline,format=json")
            .AddBuildArg(texts.Select((text, index) => KeyValuePair.Create($"A{index}", (string?)text)));

        var outline = JsonNode.Parse(await RunAsync(connection, settings))!;

        Assert.That(outline["args"]!.AsArray().Select(argument => argument!["value"]!.GetValue<string>()), Is.EquivalentTo(texts));
    }

    [Test]
    public async Task Labels_annotations_and_platforms_of_an_image_are_what_was_said()
    {
        var connection = await TestEngine.ConnectAsync();
        var labels = AnyText.Some.Sample(Buildx.Count);
        var annotations = AnyText.Some.Sample(Buildx.Count);
        Platform[] platforms = ["linux/x86_64", "linux/arm", "linux/arm64/v8", "linux/arm/v6", "Windows/amd64"];
        Dockerfile("FROM scratch", "COPY Dockerfile /");
        var archive = Path.Combine(_folder, "i, m\"age.tar");
        var settings = new BuildxBuildSettings()
            .AddLabel(labels.Select((text, index) => KeyValuePair.Create($"l{index}", (string?)text)))
            .AddAnnotation(annotations.Select((text, index) =>
                new Annotation($"a{index}", text, AnnotationLevel.Index, new AnnotationTarget(AnnotationLevel.Manifest, "linux/arm64"))))
            .AddPlatform(platforms)
            .SetProvenance(false)
            .AddOutput(new OciOutput(archive) { Compression = CacheCompression.Zstd, CompressionLevel = 1, OciMediaTypes = true });

        await RunAsync(connection, settings);

        var blobs = Read(archive);
        var index = Blob(blobs, Json(blobs["index.json"])["manifests"]![0]!);
        var manifests = index["manifests"]!.AsArray().ToDictionary(entry => Name(entry!["platform"]!), entry => Blob(blobs, entry!));
        Assert.That(manifests.Keys, Is.EquivalentTo(platforms.Select(platform => platform.Normalize().Name)));
        Assert.That(Texts(index["annotations"]!, "a"), Is.EquivalentTo(annotations));
        Assert.That(Texts(manifests["linux/arm64"]["annotations"]!, "a"), Is.EquivalentTo(annotations));
        Assert.That(manifests["linux/amd64"]["annotations"]?["a0"], Is.Null);
        Assert.That(Texts(Blob(blobs, manifests["linux/amd64"]["config"]!)["config"]!["Labels"]!, "l"), Is.EquivalentTo(labels));
        Assert.That(manifests["linux/amd64"]["layers"]![0]!["mediaType"]!.GetValue<string>(), Does.EndWith("+zstd"));
    }

    // The build history shows how buildx read each flag.
    [Test]
    public async Task A_build_is_remembered_as_it_was_said()
    {
        var connection = await TestEngine.ConnectAsync();
        var texts = AnyText.Some.Sample(Buildx.Count);
        // An engine without a bridge has no gateway.
        var hosts = AnyValue.Host.Where(host => host.Address != ExtraHost.HostGateway).Sample(10);
        Dockerfile("FROM scratch AS one", "COPY Dockerfile /", "FROM one AS two", "COPY --from=extra Dockerfile /d");
        var settings = new BuildxBuildSettings()
            .AddAddHost(hosts)
            .AddAllow(Entitlement.NetworkHost)
            .AddBuildArg(texts.Select((text, index) => KeyValuePair.Create($"A{index}", (string?)text)))
            .AddBuildContext(new NamedContext("extra", ContextSource.Local(".")), new NamedContext("other", ContextSource.DockerImage("alpine:3")))
            .AddLabel(texts.Select((text, index) => KeyValuePair.Create($"l{index}", (string?)text)))
            .AddPlatform("linux/arm64", "linux/amd64")
            .AddTag("docker.io/library/mirror:1", "localhost:5000/mirror")
            .AddUlimit(new Ulimit("nofile", 1, 2), new Ulimit("core", 5))
            .AddOutput(new ImageOutput())
            .SetCgroupParent("/x").SetNetwork("host").SetShmSize("64m").SetTarget("two")
            .SetMetadataFile(Path.Combine(_folder, "metadata.json"));

        await RunAsync(connection, settings);
        var metadata = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(_folder, "metadata.json")))!;
        var record = JsonNode.Parse(
            await Buildx.RunAsync(
                connection,
                _folder,
                "history",
                "inspect",
                "--format",
                "json",
                metadata["buildx.build.ref"]!.GetValue<string>().Split('/')[^1]))!;
        await Shell.RunAsync(connection, "docker image rm -f mirror:1 localhost:5000/mirror");

        var options = record["Config"]!;
        Assert.Multiple(() =>
        {
            Assert.That(metadata["image.name"]!.GetValue<string>(), Is.EqualTo("docker.io/library/mirror:1,localhost:5000/mirror:latest"));
            Assert.That(Pairs(record["BuildArgs"]!), Is.EquivalentTo(settings.BuildArg!));
            Assert.That(Pairs(record["Labels"]!), Is.EquivalentTo(settings.Label!));
            Assert.That(
                Pairs(record["NamedContexts"]!),
                Is.EquivalentTo(new Dictionary<string, string?> { ["extra"] = "local:extra", ["other"] = "docker-image://docker.io/library/alpine:3" }));
            Assert.That(Values(record["Platform"]!), Is.EquivalentTo(["linux/arm64", "linux/amd64"]));
            Assert.That(record["Target"]!.GetValue<string>(), Is.EqualTo("two"));
            Assert.That(Values(options["ExtraHosts"]!), Is.EquivalentTo(hosts.Select(host => $"{host.Name}={host.Address}")));
            Assert.That(
                (options["Network"]!.GetValue<string>(), options["CgroupParent"]!.GetValue<string>(), options["ShmSize"]!.GetValue<string>()),
                Is.EqualTo(("host", "/x", "67108864")));
            Assert.That(options["Ulimit"]!.GetValue<string>().Split(','), Is.EquivalentTo(["nofile=1:2", "core=5:5"]));
        });
    }

    [Test]
    public async Task A_tar_and_an_image_for_docker_land_where_they_were_sent()
    {
        var connection = await TestEngine.ConnectAsync();
        Dockerfile("FROM scratch", "COPY Dockerfile /a");
        string[] paths = [Path.Combine(_folder, "t, a\"r.tar"), Path.Combine(_folder, "d=o,cker.tar")];

        await RunAsync(connection, new BuildxBuildSettings().AddOutput(new TarOutput(paths[0])));
        await RunAsync(connection, new BuildxBuildSettings().AddTag("mirror:2").AddOutput(new DockerOutput { Destination = paths[1] }));

        Assert.That(Read(paths[0]).Keys, Is.EqualTo(["a"]));
        Assert.That(Json(Read(paths[1])["manifest.json"])[0]!["RepoTags"]![0]!.GetValue<string>(), Does.EndWith("mirror:2"));
    }

    private static Dictionary<string, string?> Pairs(JsonNode list) =>
        list.AsArray().ToDictionary(pair => pair!["Name"]!.GetValue<string>(), pair => (string?)pair!["Value"]!.GetValue<string>());

    private static IEnumerable<string> Values(JsonNode list) => list.AsArray().Select(value => value!.GetValue<string>());

    private static Dictionary<string, byte[]> Read(string archive)
    {
        var files = new Dictionary<string, byte[]>();
        using var stream = File.OpenRead(archive);
        using var reader = new TarReader(stream);
        while (reader.GetNextEntry() is { } entry)
        {
            using var content = new MemoryStream();
            entry.DataStream?.CopyTo(content);
            files[entry.Name] = content.ToArray();
        }

        return files;
    }

    private static JsonNode Blob(Dictionary<string, byte[]> files, JsonNode descriptor) =>
        Json(files[$"blobs/{descriptor["digest"]!.GetValue<string>().Replace(':', '/')}"]);

    private static JsonNode Json(byte[] file) => JsonNode.Parse(file)!;

    private static IEnumerable<string> Texts(JsonNode map, string prefix) =>
        map.AsObject().Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(pair => pair.Value!.GetValue<string>());

    private static string Name(JsonNode platform) => new Platform(string.Join('/', new[]
    {
        platform["os"]!.GetValue<string>(),
        platform["architecture"]!.GetValue<string>(),
        platform["variant"]?.GetValue<string>(),
    }.OfType<string>())).Normalize().Name;

    private Task<string> RunAsync(EngineConnection connection, BuildxBuildSettings settings) =>
        Buildx.RunAsync(connection, _folder, settings.SetContext(".").ToArguments().Values.Skip(1));

    private void Dockerfile(params IEnumerable<string> lines) => File.WriteAllLines(Path.Combine(_folder, "Dockerfile"), lines);
}
