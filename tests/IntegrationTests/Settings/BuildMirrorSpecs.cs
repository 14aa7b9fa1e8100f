using System.Formats.Tar;
using System.Text.Json.Nodes;
using FsCheck.Fluent;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Settings;
using Nuke.Docker.BuildKit.Tests.Settings;

namespace IntegrationTests.Settings;

/// <summary>The arguments of <c>buildx build</c> itself, held up to what comes out of it.</summary>
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
            .AddAnnotation(annotations.Select((text, index) => new Annotation($"a{index}", text, AnnotationLevel.Index, new AnnotationTarget(AnnotationLevel.Manifest, "linux/arm64"))))
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
