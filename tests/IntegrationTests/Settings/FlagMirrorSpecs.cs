using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Text;

namespace IntegrationTests.Settings;

/// <summary>
/// Checks that buildx reads the values as they were set: values with quotes, commas, equals signs, newlines, blanks, backslashes and letters beyond
/// ASCII.
/// </summary>
[Category("Mirror")]
public sealed class FlagMirrorSpecs
{
    [Test]
    public async Task Attributes_are_read_as_they_were_written()
    {
        var attributes = AnyText.Attributes.Sample(Buildx.Count);

        var read = await BakeMirror.ReadAsync("cache-to", [.. attributes.Select(pairs => (JsonNode)new RawCacheTo("other", pairs).ToArgument().Value)]);

        foreach (var (written, mirror) in attributes.Zip(read))
            Assert.That(BakeMirror.Texts(mirror), Is.EquivalentTo(written.Append((Key: "type", Value: "other")).ToDictionary()));
    }

    [Test]
    public Task A_cache_to_write() => HoldsAsync("cache-to", AnyValue.CacheTo);

    [Test]
    public Task A_cache_to_read() => HoldsAsync("cache-from", AnyValue.CacheFrom);

    // bake creates the files of outputs even if it only prints, so these outputs are left out.
    [Test]
    public Task An_output() => HoldsAsync("output", AnyValue.Output.Where(output => output is not (TarOutput or OciOutput or DockerOutput)));

    [Test]
    public Task An_output_into_a_file() => HoldsAsync(
        "output",
        AnyValue.Output.Where(output => output is OciOutput)
            .Select(output => new OciOutput("i, m\"ag=e") { Names = ((OciOutput)output).Names, Annotations = ((OciOutput)output).Annotations }));

    [Test]
    public Task An_attestation() => HoldsAsync("attest", AnyValue.Attestation);

    [Test]
    public Task A_secret() => HoldsAsync("secret", AnyValue.Secret.Where(secret => !secret.IsFile));

    [Test]
    public async Task A_secret_in_a_file()
    {
        // A name can't contain a slash, which separates folders.
        var names = AnyText.Some.Select(text => text.Replace('/', '|')).Sample(Buildx.Count).Distinct().ToList();
        var folder = Directory.CreateTempSubdirectory("secrets-").FullName;
        foreach (var name in names)
            await File.WriteAllTextAsync($"{folder}/f{name}", "s3cr3t");

        await HoldsAsync("secret", Gen.Elements(names.ToArray()).Select(name => BuildSecret.FromFile(name, $"{folder}/f{name}")));

        Directory.Delete(folder, recursive: true);
    }

    // Buildx opens the files, so they have to be keys.
    [Test]
    public async Task Keys_for_ssh()
    {
        var folder = Directory.CreateTempSubdirectory("keys-").FullName;
        using var key = System.Security.Cryptography.RSA.Create(1024);
        string[] paths = [.. new[] { "a", "b c", "d\"e", "ü=x" }.Select(name => $"{folder}/{name}")];
        foreach (var path in paths)
            await File.WriteAllTextAsync(path, key.ExportRSAPrivateKeyPem());
        var keys = Enumerable.Range(1, paths.Length).Select(count => new Ssh($"id-{count}", paths.Take(count))).ToList();

        var read = await BakeMirror.ReadArgumentsAsync("ssh", [.. keys.Select(ssh => ssh.ToArgument().Value)]);

        Directory.Delete(folder, recursive: true);
        Assert.That(
            read.Select(node => (node!["id"]!.GetValue<string>(), string.Join('\n', node["paths"]!.AsArray().Select(path => path!.GetValue<string>())))),
            Is.EqualTo(keys.Select(ssh => (ssh.Id, string.Join('\n', ssh.Paths)))));
    }

    [Test]
    public async Task Only_keys_that_bake_knows_can_be_set()
    {
        var connection = await TestEngine.ConnectAsync();
        var folder = Directory.CreateTempSubdirectory("mirror-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "docker-bake.json"), """{ "target": { "t": { "context": "." } } }""");
        Task Bake(BakeOverride set) =>
            Buildx.RunAsync(
                connection,
                folder,
                new BuildxBakeSettings().AddTarget("t").EnablePrint().AddAllow("fs=*", "ssh", "network.host").AddSet(set).ToArguments().Values.Skip(1));

        Assert.Multiple(() =>
        {
            string[] overrides =
            [
                "annotations=a=b", "args.A=1", "attest=type=sbom", "cache-from=a", "cache-to=a", "call=check", "context=x", "contexts.a=/x", "dockerfile=x",
                "entitlements=network.host", "extra-hosts.a=::1", "labels.a=b", "load=true", "network=none", "no-cache=true", "no-cache-filter=a",
                "output=type=cacheonly", "platform=linux/amd64", "pull=true", "push=true", "secrets=id=a,env=A", "shm-size=64m", "ssh=", "tags=a",
                "target=a", "ulimits=core=1",
            ];
            foreach (var known in overrides)
                Assert.That(async () => await Bake($"t.{known}"), Throws.Nothing, known);
        });
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task Labels_and_arguments_are_what_they_were()
    {
        var texts = AnyText.Some.Sample(Buildx.Count);
        JsonNode Map() => new JsonObject(texts.Select((text, index) => KeyValuePair.Create($"k{index}", (JsonNode?)text)));

        var read = await BakeMirror.ReadAsync("labels", [Map()], isList: false);

        Assert.That(BakeMirror.Texts(read[0]).Values, Is.EquivalentTo(texts));
    }

    [Test]
    public async Task A_limit_and_a_size_are_accepted_as_they_are_written()
    {
        var limits = AnyValue.Ulimit.Sample(Buildx.Count);

        var read = await BakeMirror.ReadAsync("ulimits", [.. limits.Select(limit => (JsonNode)limit.ToArgument().Value)]);

        Assert.That(read.Select(node => Ulimit.Parse(node!.GetValue<string>())), Is.EqualTo(limits.Select(limit => Ulimit.Parse(limit.ToArgument().Value))));
    }

    [TestCase("type=local,dest=\"/a,b\"")]
    [TestCase("type=local,\"dest=/a\"b")]
    [TestCase("type=local,\"dest=/a")]
    [TestCase("type=local,x")]
    public async Task What_our_reader_refuses_buildx_refuses(string line)
    {
        Assert.That(() => CacheTo.Parse(line), Throws.TypeOf<InvalidSettingException>());
        Assert.That(
            async () => await BakeMirror.ReadAsync("cache-to", [(JsonNode)line]),
            Throws.TypeOf<AssertionException>().With.Message.Contains("buildx ended with"));
        await Task.CompletedTask;
    }

    private static async Task HoldsAsync<T>(string key, Gen<T> values)
        where T : IArgumentValue
    {
        var arguments = values.Sample(Buildx.Count).Select(value => value.ToArgument().Value).ToList();

        var read = await BakeMirror.ReadAsync(key, [.. arguments.Select(argument => (JsonNode)argument)]);
        var readOfArguments = await BakeMirror.ReadArgumentsAsync(key, arguments);

        foreach (var (argument, mirror) in arguments.Zip(read).Concat(arguments.Zip(readOfArguments)))
        {
            // The round-trip tests prove that our reader finds the value in the line.
            var ours = CsvReader.Fields(argument, key).Select(field => field.Split('=', 2)).ToDictionary(parts => parts[0], parts => parts[1]);
            // Only disabled values are written.
            if (ours.GetValueOrDefault("disabled") == "false")
                ours.Remove("disabled");
            Assert.That(BakeMirror.Texts(mirror), Is.EquivalentTo(ours), argument);
        }
    }
}
