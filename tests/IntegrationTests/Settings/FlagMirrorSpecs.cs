using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Nuke.Docker.BuildKit.Arguments;
using Nuke.Docker.BuildKit.Settings;
using Nuke.Docker.BuildKit.Tests.Settings;

namespace IntegrationTests.Settings;

/// <summary>What we write, buildx reads as we meant it. Values with quotes, commas, equals signs, newlines, blanks, backslashes and letters beyond ASCII.</summary>
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

    // bake creates the files that outputs are written to, even if it only prints: those stay out of it.
    [Test]
    public Task An_output() => HoldsAsync("output", AnyValue.Output.Where(output => output is not (TarOutput or OciOutput or DockerOutput)));

    [Test]
    public Task An_output_into_a_file() => HoldsAsync(
        "output",
        AnyValue.Output.Where(output => output is OciOutput).Select(output => new OciOutput("i, m\"ag=e") { Names = ((OciOutput)output).Names, Annotations = ((OciOutput)output).Annotations }));

    [Test]
    public Task An_attestation() => HoldsAsync("attest", AnyValue.Attestation);

    [Test]
    public Task A_secret() => HoldsAsync("secret", AnyValue.Secret.Where(secret => !secret.IsFile));

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
        Assert.That(async () => await BakeMirror.ReadAsync("cache-to", [(JsonNode)line]), Throws.TypeOf<AssertionException>().With.Message.Contains("buildx ended with"));
        await Task.CompletedTask;
    }

    private static async Task HoldsAsync<T>(string key, Gen<T> values)
        where T : IArgumentValue
    {
        var arguments = values.Sample(Buildx.Count).Select(value => value.ToArgument().Value).ToList();

        var read = await BakeMirror.ReadAsync(key, [.. arguments.Select(argument => (JsonNode)argument)]);

        foreach (var (argument, mirror) in arguments.Zip(read))
        {
            // That our reader finds in the line what the value holds is what the round trips prove.
            var ours = CsvReader.Fields(argument, key).Select(field => field.Split('=', 2)).ToDictionary(parts => parts[0], parts => parts[1]);
            // What isn't disabled isn't mentioned.
            if (ours.GetValueOrDefault("disabled") == "false")
                ours.Remove("disabled");
            Assert.That(BakeMirror.Texts(mirror), Is.EquivalentTo(ours), argument);
        }
    }
}
