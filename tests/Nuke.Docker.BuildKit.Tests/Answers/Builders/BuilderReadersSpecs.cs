using Nuke.Docker.BuildKit.Answers;
using Nuke.Docker.BuildKit.Answers.Builders;

namespace Nuke.Docker.BuildKit.Tests.Answers.Builders;

public sealed class BuilderReadersSpecs
{
    [Test]
    public void The_list_names_builders_nodes_and_rules()
    {
        var builder = BuilderListReader.Read(Answer.Text("buildx-ls.json")).Single();

        Assert.That((builder.Name, builder.Driver, builder.Current), Is.EqualTo(("default", "docker", (bool?)true)));
        Assert.That(builder.LastActivity, Is.EqualTo(DateTimeOffset.Parse("2026-11-21T22:44:55Z")));
        var node = builder.Nodes.Single();
        Assert.That((node.Status, node.Version, node.Platforms[0]), Is.EqualTo(("running", "v0.0.0+unknown", "linux/amd64")));
        Assert.That(node.GarbageRules[0].KeepDuration, Is.EqualTo(TimeSpan.FromHours(48)));
        Assert.That(node.GarbageRules[0].MaxUsedSpace, Is.EqualTo(new PrintedSize(3_592_570_859, 0)));
        Assert.That(node.GarbageRules.Select(rule => rule.All), Is.EqualTo([false, false, false, true]));
    }

    [Test]
    public void The_text_of_inspect_says_the_same_as_the_list()
    {
        var listed = BuilderListReader.Read(Answer.Text("buildx-ls.json")).Single();

        var inspected = BuilderInspectReader.Read(Answer.Text("buildx-inspect.txt"));

        Assert.That((inspected.Name, inspected.Driver, inspected.LastActivity), Is.EqualTo((listed.Name, listed.Driver, listed.LastActivity)));
        var (one, other) = (inspected.Nodes.Single(), listed.Nodes.Single());
        Assert.That((one.Name, one.Endpoint, one.Status, one.Version), Is.EqualTo((other.Name, other.Endpoint, other.Status, other.Version)));
        Assert.That(one.Platforms, Is.EqualTo(other.Platforms));
        Assert.That(one.Labels, Is.EquivalentTo(other.Labels));
        foreach (var (rule, exact) in one.GarbageRules.Zip(other.GarbageRules))
        {
            Assert.That((rule.All, rule.KeepDuration), Is.EqualTo((exact.All, exact.KeepDuration)));
            Assert.That(rule.Filters, Is.EqualTo(exact.Filters));
            AssertSame(rule.ReservedSpace, exact.ReservedSpace);
            AssertSame(rule.MaxUsedSpace, exact.MaxUsedSpace);
            AssertSame(rule.MinFreeSpace, exact.MinFreeSpace);
        }
    }

    [Test]
    public void A_builder_with_several_nodes_options_and_an_error_is_read()
    {
        var builder = BuilderInspectReader.Read("""
            Name:          pool
            Driver:        docker-container
            Last Activity: 2026-11-20 09:00:00 +0000 UTC

            Nodes:
            Name:                  pool0
            Endpoint:              unix:///var/run/docker.sock
            Driver Options:        network="host" image="moby/buildkit:v0.25.1"
            Status:                running
            BuildKit daemon flags: --allow-insecure-entitlement=network.host
            BuildKit version:      v0.25.1
            Platforms:             linux/amd64*, linux/arm64
            File#buildkitd.toml:
             > [worker.oci]
             >   gc = true

            Name:      pool1
            Endpoint:  ssh://build@pool1
            Error:     dial unix: no such host
            """);

        Assert.That(
            builder.Nodes.Select(node => (node.Name, node.Status, node.Error)),
            Is.EqualTo(new (string, string?, string?)[] { ("pool0", "running", null), ("pool1", null, "dial unix: no such host") }));
        Assert.That(
            builder.Nodes[0].DriverOptions,
            Is.EquivalentTo(new Dictionary<string, string?> { ["network"] = "host", ["image"] = "moby/buildkit:v0.25.1" }));
        Assert.That(builder.Nodes[0].Platforms, Is.EqualTo(["linux/amd64", "linux/arm64"]));
        Assert.That(builder.Nodes[1].Endpoint, Is.EqualTo("ssh://build@pool1"));
    }

    [TestCase("")]
    [TestCase("ERROR: no builder \"x\" found")]
    public void What_names_no_builder_is_no_answer(string text) => Assert.That(() => BuilderInspectReader.Read(text), Throws.InstanceOf<AnswerException>());

    private static void AssertSame(PrintedSize? printed, PrintedSize? exact) =>
        Assert.That(Math.Abs((printed?.Bytes ?? 0) - (exact?.Bytes ?? 0)), Is.LessThanOrEqualTo(printed?.Precision ?? 0));
}
