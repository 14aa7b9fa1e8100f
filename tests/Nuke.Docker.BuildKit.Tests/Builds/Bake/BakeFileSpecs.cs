using System.Collections.Immutable;
using DockerTestSupport;
using Nuke.Docker.BuildKit.Answers;
using Nuke.Docker.BuildKit.Builds.Bake;
using Nuke.Docker.BuildKit.Tests.Answers;

namespace Nuke.Docker.BuildKit.Tests.Builds.Bake;

public sealed class BakeFileSpecs
{
    [Test]
    public void What_bake_prints_is_read()
    {
        var file = BakeFileReader.Read(Answer.Text("bake-print.json"));

        var api = file.Targets["api"];
        Assert.That(file.Groups["worker"].Targets.Select(target => target.Literal), Is.EqualTo(["worker-amd64", "worker-arm64"]));
        Assert.That(api.Args!["SHELL"]!.Literal, Is.EqualTo("${HOME} %{x} \"q\""));
        Assert.That(api.CacheFrom!.Select(entry => entry.Attribute("type")!.Literal), Is.EqualTo(["registry", "local"]));
        Assert.That(
            (api.NoCache, api.Pull, api.ShmSize!.Literal, api.ExtraHosts!["db"]!.Literal),
            Is.EqualTo(((bool?)false, (bool?)false, "128m", "127.0.0.1")));
        Assert.That(file.Targets.Values.SelectMany(target => target.Other.Members), Is.Empty);
    }

    [Test]
    public void What_is_read_is_written_again()
    {
        var printed = BakeFileReader.Read(Answer.Text("bake-print.json"));

        var again = BakeFileReader.Read(BakeFileWriter.ToJson(printed));

        Assert.That(BakeFileWriter.ToJson(again), Is.EqualTo(BakeFileWriter.ToJson(printed)));
        Assert.That(again.Targets["api"].Secret!.Select(entry => entry.Attribute("id")!.Literal), Is.EqualTo(["pip", "token"]));
    }

    [Test]
    public void Every_attribute_survives_JSON()
    {
        var json = BakeFileWriter.ToJson(BakeSamples.Everything);

        var again = BakeFileReader.Read(json);

        Assert.That(BakeFileWriter.ToJson(again), Is.EqualTo(json));
        Assert.That(BakeFileWriter.ToHcl(again), Is.EqualTo(BakeFileWriter.ToHcl(BakeSamples.Everything)));
        Assert.That(again.Targets["all"].Other.Members, Is.Empty, "each has its property");
        foreach (var property in typeof(BakeTarget).GetProperties().Where(property => property.Name is not ("Other" or "Matrix" or "Name")))
            Assert.That(property.GetValue(again.Targets["all"]), Is.Not.Null, property.Name);
    }

    [Test]
    public void HCL_reads_as_a_person_would_write_it() => Assert.That(
        BakeFileWriter.ToHcl(new BakeFile
        {
            Variables = BakeSamples.Everything.Variables,
            Functions = BakeSamples.Everything.Functions,
            Groups = BakeSamples.Everything.Groups,
            Targets = ImmutableSortedDictionary<string, BakeTarget>.Empty.Add("worker", BakeSamples.Everything.Targets["worker"]),
        }),
        Is.EqualTo("""
            variable "TAG" {
              default = "1.2"
              description = "Tag of the images"
              type = string
              validation {
                condition = "${TAG != ""}"
                error_message = "TAG must not be empty"
              }
            }

            function "tagged" {
              params = [name]
              variadic_params = rest
              result = "${"${name}:${TAG}"}"
            }

            group "default" {
              description = "Everything"
              targets = [
                "all",
                "worker",
              ]
            }

            target "worker" {
              name = "worker-${arch}"
              matrix = {
                "arch" = [
                  "amd64",
                  "arm64",
                ]
              }
              dockerfile-inline = "FROM scratch\nCOPY . /\n"
              tags = ["${tagged("acme/worker")}-${arch}"]
            }

            """));

    [Test]
    public void Attributes_that_are_not_known_and_expressions_in_place_of_values_are_kept()
    {
        const string json = """{"target":{"a":{"no-cache":"${FAST}","policy":[{"filename":"p.rego"}],"matrix":{"n":[1,true,null]}}},"TAG":"short form"}""";

        var file = BakeFileReader.Read(json);

        Assert.That(file.Targets["a"].Other.Members.Keys, Is.EquivalentTo(["no-cache", "policy"]));
        Assert.That(file.Other.Members["TAG"], Is.EqualTo(new BakeText("short form")));
        Assert.That(
            BakeFileWriter.ToJson(file).ReplaceLineEndings("").Replace(" ", ""),
            Does.Contain("\"no-cache\":\"${FAST}\"").And.Contain("[1,true,null]").And.Contain("\"TAG\":\"shortform\""));
    }

    [Test]
    public void Blocks_may_be_lists_of_objects() =>
        Assert.That(
            BakeFileReader.Read("""{"target":[{"a":{"target":"x"}},{"b":[{"target":"y"}]}]}""").Targets.Select(target => target.Value.Target!.Literal),
            Is.EqualTo(["x", "y"]));

    [TestCase("target \"a\" {}", "a bake file in JSON")]
    [TestCase("[]", "expected an object")]
    public void What_is_no_JSON_bake_file_is_refused(string text, string problem) =>
        Assert.That(() => BakeFileReader.Read(text), Throws.InstanceOf<AnswerException>().With.Message.Contains(problem));
}
