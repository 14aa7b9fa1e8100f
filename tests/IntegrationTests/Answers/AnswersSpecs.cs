using Nuke.Docker.BuildKit.Answers;
using Nuke.Docker.BuildKit.Answers.History;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Reports;
using SealedInputs;
using static Nuke.Docker.BuildKit.BuildxTasks;
using static Nuke.Docker.BuildKit.ComposeTasks;
using static Nuke.Docker.BuildKit.DockerTasks;

namespace IntegrationTests.Answers;

/// <summary>Compares the answers of the commands on a real engine with its API.</summary>
[Category("Answers")]
public sealed class AnswersSpecs
{
    private readonly string _image = $"answers-{Guid.NewGuid():N}";
    private string _folder = null!;
    private EngineConnection _connection = null!;
    private EngineProbe _engine = null!;
    private EngineClient _client = null!;

    [OneTimeSetUp]
    public async Task BuildAnImage()
    {
        _connection = await TestEngine.ConnectAsync();
        _engine = _connection.Connect();
        _client = new EngineClient(_connection.Endpoint);
        _folder = Directory.CreateTempSubdirectory("answers-").FullName;
        await File.WriteAllTextAsync(Path.Combine(_folder, "Dockerfile"), """
            FROM scratch AS base
            # FROM_ARG of nothing
            ARG FROM_ARG=1
            COPY Dockerfile /
            FROM base as final
            COPY Dockerfile /again
            LABEL org.example.label="a b"
            ENV P=a$b
            CMD ["/none"]
            """);
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "compose.yaml"),
            "services: { web: { build: ., environment: { P: 'a$$b' }, healthcheck: { test: [CMD, x], interval: 1m30s } } }");
        await Shell.RunAsync(_connection, $"docker buildx build -t {_image} --metadata-file built.json .", _folder);
    }

    [OneTimeTearDown]
    public async Task Delete()
    {
        if (_connection is null)
            return;
        await Shell.RunAsync(_connection, $"docker image rm -f {_image}");
        _client.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task Version_is_the_engine_s() =>
        Assert.That((await DockerVersionAnswerAsync(Here(new DockerVersionSettings()))).Server, Is.EqualTo(await _engine.VersionAsync()));

    [Test]
    public async Task Info_is_the_engine_s()
    {
        var info = await DockerSystemInfoAnswerAsync(Here(new DockerSystemInfoSettings()));

        Assert.That(info.Engine, Is.EqualTo(await _engine.InfoAsync()));
        Assert.That(info.Plugins.Keys, Does.Contain("buildx"));
    }

    [Test]
    public async Task An_image_is_the_engine_s()
    {
        var known = (await _client.FindImageAsync(_image))!;

        var image = (await DockerImageInspectAnswerAsync(Here(new DockerImageInspectSettings()).AddImage(_image))).Single();

        Assert.That((image.Id, image.Size, image.Os, image.Architecture), Is.EqualTo((known.ID, known.Size, known.Os, known.Architecture)));
        // Docker.DotNet rounds the engine's nanoseconds to ticks; others truncate them.
        Assert.That(image.Created, Is.EqualTo((DateTimeOffset?)known.Created).Within(TimeSpan.FromTicks(1)));
        Assert.That(
            image.Tags.Concat(image.Configuration.Environment).Concat(image.Configuration.Command!),
            Is.EqualTo(known.RepoTags.Concat(known.Config!.Env!).Concat(known.Config.Cmd!)));
        Assert.That(image.Configuration.Labels["org.example.label"], Is.EqualTo(known.Config.Labels!["org.example.label"]));
    }

    [Test]
    public async Task The_list_has_the_image_with_its_size_and_age()
    {
        var known = (await _client.FindImageAsync(_image))!;

        var image = (await DockerImageLsAnswerAsync(Here(new DockerImageLsSettings()).AddFilter($"reference={_image}"))).Single();

        Assert.That((image.Id, image.Tag), Is.EqualTo((known.ID, "latest")));
        Assert.That((new DateTimeOffset(known.Created!.Value) - image.Created!.Value).Duration(), Is.LessThanOrEqualTo(TimeSpan.FromSeconds(1)));
        Assert.That(image.Size!.Value.Bytes, Is.GreaterThan(0));
    }

    [Test]
    public async Task Layers_are_listed_with_the_last_instruction_first()
    {
        var layers = await DockerImageHistoryAnswerAsync(Here(new DockerImageHistorySettings()).SetImage(_image));

        Assert.That(layers[0].CreatedBy, Does.StartWith("CMD"));
        Assert.That(layers.Select(layer => layer.Size!.Value.Precision), Is.All.Zero);
        Assert.That(layers.Count(layer => layer.CreatedBy.StartsWith("COPY", StringComparison.Ordinal)), Is.EqualTo(2));
    }

    [Test]
    public async Task The_list_of_builders_and_inspect_agree()
    {
        var current = (await BuildxLsAnswerAsync(Here(new BuildxLsSettings()))).Single(builder => builder.Current is true);

        var builder = await BuildxInspectAnswerAsync(Here(new BuildxInspectSettings()));

        Assert.That((builder.Name, builder.Driver), Is.EqualTo((current.Name, current.Driver)));
        Assert.That(
            builder.Nodes.Select(node => (node.Name, node.Status, node.Version)),
            Is.EqualTo(current.Nodes.Select(node => (node.Name, node.Status, node.Version))));
    }

    [Test]
    public async Task The_cache_has_a_record_of_the_build_just_done()
    {
        var usage = await BuildxDuAnswerAsync(Here(new BuildxDuSettings()).AddFilter("type=source.local"));

        var context = usage.Records.MaxBy(record => record.LastUsed!.Value.Instant)!;
        Assert.That((DateTimeOffset.UtcNow - context.LastUsed!.Value.Instant).Duration(), Is.LessThan(TimeSpan.FromMinutes(5)));
        Assert.That(usage.Bytes, Is.Positive);
    }

    [Test]
    public async Task Disk_usage_in_short_is_the_sum_of_that_in_detail()
    {
        var details = await DockerSystemDfVerboseAnswerAsync(Here(new DockerSystemDfSettings()));

        var usage = (await DockerSystemDfAnswerAsync(Here(new DockerSystemDfSettings()))).ToDictionary(line => line.Type);

        // Other tests use the engine too: values that changed between the two questions are not compared.
        Assert.That(usage["Images"].Count, Is.EqualTo(details.Images.Select(image => image.Id).Distinct().Count()).Within(3));
        Assert.That(usage["Containers"].Count, Is.EqualTo(details.Containers.Count).Within(3));
        Assert.That(details.Images.Select(image => image.UniqueSize), Is.All.Not.Null);
    }

    [Test]
    public async Task History_tells_of_the_build_just_done()
    {
        var reference = MetadataFile.Read(Path.Combine(_folder, "built.json"))!.BuildReference;
        var entry = (await BuildxHistoryLsAnswerAsync(Here(new BuildxHistoryLsSettings()))).Single(build => build.Reference == reference);

        var record = await BuildxHistoryInspectAnswerAsync(Here(new BuildxHistoryInspectSettings()).SetRef(entry.Id));

        Assert.That(
            (record.Status, record.Started, record.Completed, record.TotalSteps),
            Is.EqualTo((BuildStatus.Completed, entry.Started, entry.Completed, entry.TotalSteps)));
        Assert.That(record.Attachments.Select(attachment => attachment.Digest), Does.Contain((await _client.FindImageAsync(_image))!.ID));
    }

    [Test]
    public async Task Checks_outline_and_targets_of_a_Dockerfile_are_told()
    {
        var check = await BuildxBuildCheckAnswerAsync(Here(new BuildxBuildSettings()));
        var outline = await BuildxBuildOutlineAnswerAsync(Here(new BuildxBuildSettings()).AddBuildArg("FROM_ARG", "a,b \"c\""));
        var targets = await BuildxBuildTargetsAnswerAsync(Here(new BuildxBuildSettings()));

        Assert.That(check.Findings.Select(finding => (finding.Rule, finding.Lines!.First)), Does.Contain(("FromAsCasing", 5)));
        Assert.That(outline.Arguments.Select(argument => (argument.Name, argument.Value)), Is.EqualTo([("FROM_ARG", "a,b \"c\"")]));
        Assert.That(targets.Select(target => (target.Name, target.Default)), Is.EqualTo([("base", false), ("final", true)]));
    }

    [Test]
    public async Task Compose_tells_its_model_and_that_nothing_runs()
    {
        var web = (await ComposeConfigAnswerAsync(Here(new ComposeConfigSettings()))).Services["web"];

        Assert.That((web.Build!.Context, web.Environment["P"], web.Healthcheck!.Interval), Is.EqualTo((_folder, "a$b", (TimeSpan?)TimeSpan.FromSeconds(90))));
        Assert.That(await ComposePsAnswerAsync(Here(new ComposePsSettings())), Is.Empty);
        Assert.That(await ComposeImagesAnswerAsync(Here(new ComposeImagesSettings())), Is.Empty);
        Assert.That(await ComposeLsAnswerAsync(Here(new ComposeLsSettings())), Is.Not.Null);
    }

    [Test]
    [Platform("Linux")]
    public async Task A_name_in_a_registry_stands_for_what_was_pushed()
    {
        await using var registry = await LoopbackRegistry.StartAsync(TestEngine.SealedInputs);
        var name = $"{registry.Address}/answers:1";
        await Shell.RunAsync(_connection, $"docker buildx build --platform linux/amd64,linux/arm64 --push -t {name} --metadata-file pushed.json .", _folder);
        var pushed = MetadataDetailsReader.Read(await File.ReadAllTextAsync(Path.Combine(_folder, "pushed.json")));

        var image = await BuildxImagetoolsInspectAnswerAsync(Here(new BuildxImagetoolsInspectSettings()).SetName(name));
        await Shell.RunAsync(_connection, $"docker image rm -f {name}");

        Assert.That(
            (image.Manifest.Digest, image.Manifest.Size, image.Manifest.MediaType),
            Is.EqualTo((pushed.Descriptor!.Digest, (long?)pushed.Descriptor.Size, pushed.Descriptor.MediaType)));
        Assert.That(image.Manifest.Platforms, Is.EqualTo(["linux/amd64", "linux/arm64"]));
        Assert.That(image.Images["linux/arm64"].Configuration.Labels["org.example.label"], Is.EqualTo("a b"));
    }

    [Test]
    public void A_command_that_fails_says_why() => Assert.That(
        () => DockerImageInspectAnswerAsync(Here(new DockerImageInspectSettings()).AddImage("no-such-image-here")),
        Throws.InstanceOf<CommandFailedException>().With.Message.Contains("docker image inspect no-such-image-here").And.Message.Contains("No such image"));

    private T Here<T>(T settings)
        where T : DockerSettings => AnswerProcess.In(settings, _connection, _folder);
}
