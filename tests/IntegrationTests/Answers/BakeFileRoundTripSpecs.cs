using System.Collections.Immutable;
using System.Net.Sockets;
using Nuke.Docker.BuildKit;
using Nuke.Docker.BuildKit.Answers;
using Nuke.Docker.BuildKit.Builds.Bake;
using Nuke.Docker.BuildKit.Commands;

namespace IntegrationTests.Answers;

/// <summary>Our bake files, as the real <c>docker buildx bake --print</c> reads them.</summary>
[Category("Answers")]
public sealed class BakeFileRoundTripSpecs
{
    private string _folder = null!;
    private BuildxBakeSettings _bake = null!;

    [SetUp]
    public async Task Create()
    {
        var connection = await TestEngine.ConnectAsync();
        _folder = Directory.CreateTempSubdirectory("bake-").FullName;
        _bake = AnswerProcess.In(new BuildxBakeSettings(), connection, _folder);
    }

    [TearDown]
    public void Delete()
    {
        if (_folder is not null)
            Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task Every_attribute_means_the_same_in_JSON_and_HCL_and_comes_back()
    {
        // Bake checks agents and files of secrets even if it only prints.
        await File.WriteAllTextAsync(Path.Combine(_folder, "pip.conf"), "[global]\n");
        using var agent = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        agent.Bind(new UnixDomainSocketEndPoint(Path.Combine(_folder, "agent.sock")));

        var json = await ResolveAsync("docker-bake.json", BakeFileWriter.ToJson(BakeSamples.Everything));
        var hcl = await ResolveAsync("docker-bake.hcl", BakeFileWriter.ToHcl(BakeSamples.Everything));

        Assert.That(BakeFileWriter.ToJson(hcl), Is.EqualTo(BakeFileWriter.ToJson(json)));
        var (target, sample) = (json.Targets["all"], BakeSamples.Everything.Targets["all"]);
        var arguments = new Dictionary<string, string?>
        {
            ["BASE"] = "1",
            ["KEPT"] = "here",
            ["VERSION"] = "1.2",
            ["SHELL"] = sample.Args!["SHELL"]!.Literal,
        };
        Assert.Multiple(() =>
        {
            Assert.That(Literals(target.Args!), Is.EquivalentTo(arguments));
            Assert.That(Literals(target.Labels!), Is.EquivalentTo(Literals(sample.Labels!)));
            Assert.That(Literals(target.Contexts!), Is.EquivalentTo(Literals(sample.Contexts!)));
            Assert.That(Literals(target.ExtraHosts!), Is.EquivalentTo(Literals(sample.ExtraHosts!)));
            Assert.That(target.Tags!.Select(tag => tag.Literal), Is.EquivalentTo(["acme/api:1.2", "acme/other:1.2"]));
            Assert.That(
                (target.Context, target.Dockerfile, target.DockerfileInline, target.Target, target.Network),
                Is.EqualTo((sample.Context, sample.Dockerfile, sample.DockerfileInline, sample.Target, sample.Network)));
            Assert.That(
                (target.NoCache, target.Pull, target.ShmSize, target.Call, target.Description),
                Is.EqualTo((sample.NoCache, sample.Pull, sample.ShmSize, sample.Call, sample.Description)));
            Assert.That(
                target.Platforms!.Concat(target.NoCacheFilter!).Concat(target.Entitlements!).Concat(target.Ulimits!).Concat(target.Annotations!),
                Is.EqualTo(
                    sample.Platforms!.Concat(sample.NoCacheFilter!).Concat(sample.Entitlements!).Concat(sample.Ulimits!).Concat(sample.Annotations!)));
            Assert.That(target.CacheFrom!.Select(entry => entry.Attribute("type")!.Literal), Is.EquivalentTo(["registry", "local"]));
            Assert.That(target.CacheTo!.Single().Attribute("mode")!.Literal, Is.EqualTo("max"));
            Assert.That(target.Output!.Single().Attribute("type")!.Literal, Is.EqualTo("docker"));
            Assert.That(target.Attest!.Single().Attribute("mode")!.Literal, Is.EqualTo("max"));
            Assert.That(
                target.Secret!.Select(entry => (entry.Attribute("id")!.Literal, (entry.Attribute("src") ?? entry.Attribute("env"))!.Literal)),
                Is.EquivalentTo([("pip", "pip.conf"), ("token", "TOKEN")]));
            Assert.That(json.Targets.Keys, Is.EquivalentTo(["all", "worker-amd64", "worker-arm64"]));
        });
    }

    [Test]
    public async Task What_bake_printed_is_a_bake_file_again()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "docker-bake.hcl"), """
            variable "TAG" { default = "1" }
            target "default" {
              args = { A = "$${x} %%{y} ${upper("z")}" }
              cache-to = [{ type = "local", dest = "c" }]
              tags = ["acme/bot:${TAG}"]
            }
            """);
        var first = await BuildxTasks.BuildxBakePrintAnswerAsync(_bake);

        var again = await ResolveAsync("again.json", BakeFileWriter.ToJson(first));

        Assert.That(BakeFileWriter.ToJson(again), Is.EqualTo(BakeFileWriter.ToJson(first)));
        Assert.That(again.Targets["default"].Args!["A"]!.Literal, Is.EqualTo("${x} %{y} Z"));
    }

    [TestCase("docker-bake.json")]
    [TestCase("docker-bake.hcl")]
    public async Task Any_text_reaches_bake_as_it_stands(string name)
    {
        var random = new Random(20261121);
        string[] pieces = ["$", "%", "{", "}", "${", "%{", "$${", "\"", "\\", "\n", "\t", "'", "a", " ", "ü", "#", "//", "<<E", "~"];
        var texts = Enumerable.Range(0, 300)
            .ToDictionary(
                number => $"A{number:000}",
                _ => (string?)string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => pieces[random.Next(pieces.Length)])));
        var target = new BakeTarget
        {
            Args = texts.ToImmutableSortedDictionary(pair => pair.Key, pair => (BakeText?)BakeText.Of(pair.Value!), StringComparer.Ordinal),
        };
        var file = new BakeFile { Targets = ImmutableSortedDictionary<string, BakeTarget>.Empty.Add("default", target) };

        var resolved = await ResolveAsync(name, name.EndsWith("json", StringComparison.Ordinal) ? BakeFileWriter.ToJson(file) : BakeFileWriter.ToHcl(file));

        Assert.That(Literals(resolved.Targets["default"].Args!), Is.EquivalentTo(texts));
    }

    [Test]
    public void A_file_that_bake_refuses_says_why() => Assert.That(
        () => ResolveAsync("docker-bake.hcl", "target \"default\" { inherits = [\"nobody\"] }"),
        Throws.InstanceOf<CommandFailedException>().With.Message.Contains("nobody"));

    private static Dictionary<string, string?> Literals(IReadOnlyDictionary<string, BakeText?> texts) =>
        texts.ToDictionary(pair => pair.Key, pair => pair.Value?.Literal);

    private async Task<BakeFile> ResolveAsync(string name, string content)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, name), content);
        return await BuildxTasks.BuildxBakePrintAnswerAsync(_bake.AddFile(name));
    }
}
