using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Answers;
using Nuke.Docker.BuildKit.Answers.Builders;
using Nuke.Docker.BuildKit.Builders;
using Nuke.Docker.BuildKit.Builders.Internal;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Tests.Builders;

internal sealed class BuilderPlannerSpecs
{
    private static readonly DockerBuilder s_farm = new("farm", BuilderDriver.Remote)
    {
        Nodes = [new("tcp://127.0.0.1:1") { Platforms = ["linux/amd64"] }, new("unix:///b.sock") { Name = "arm", Platforms = ["linux/arm64/v8"] }],
    };

    private static readonly BuilderInstance s_existing = new(
        "farm",
        "remote",
        [
            new("farm0", "tcp://127.0.0.1:1") { Platforms = ["linux/amd64"] },
            new("arm", "unix:///b.sock") { Platforms = ["linux/arm64"] },
        ]);

    private static readonly DockerBuilder s_container = new("ci", BuilderDriver.DockerContainer)
    {
        DriverOptions = ImmutableSortedDictionary<string, string>.Empty.Add("network", "host"),
    };

    private static readonly BuilderInstance s_ci = new("ci", "docker-container", [new("ci0", "unix:///d.sock") { DriverOptions = s_container.DriverOptions }]);

    [Test]
    public void A_missing_builder_is_created_node_by_node()
    {
        var plan = Plan(s_farm with { Use = true }, null);

        Assert.That(plan.Steps.Select(step => step.Command.ToArguments().ToString()), Is.EqualTo(new[]
        {
            "buildx create --driver remote --name farm --node farm0 --platform linux/amd64 tcp://127.0.0.1:1",
            "buildx create --append --name farm --node arm --platform linux/arm64/v8 unix:///b.sock",
            "buildx use farm",
        }));
        Assert.That(plan.Steps.Select(step => step.Text), Is.EqualTo(new[]
        {
            "create farm with the driver remote and node farm0 at tcp://127.0.0.1:1 for linux/amd64",
            "add node arm at unix:///b.sock for linux/arm64/v8 to farm",
            "select farm for builds that name no builder",
        }));
    }

    [Test]
    public void Nothing_is_done_for_a_builder_that_is_as_described()
    {
        Assert.That(Plan(s_farm, s_existing).Steps, Is.Empty);
        Assert.That(Plan(s_farm with { Use = true }, s_existing, "farm").Steps, Is.Empty);
        Assert.That(Plan(s_container, s_ci).Steps, Is.Empty);
    }

    [Test]
    public void A_missing_node_is_added()
    {
        var plan = Plan(s_farm, s_existing with { Nodes = s_existing.Nodes[..1] });

        Assert.That(plan.Steps.Single().Command.ToArguments().ToString(), Does.StartWith("buildx create --append --name farm --node arm"));
    }

    [Test]
    public void A_node_that_is_not_described_stays()
    {
        var plan = Plan(s_farm with { Nodes = s_farm.Nodes.RemoveAt(1) }, s_existing);

        Assert.That(plan.Steps, Is.Empty);
        Assert.That(plan.Notes.Single(), Does.Contain("Node arm at unix:///b.sock of farm is not described and stays").And.Contains("--leave --node arm"));
    }

    [Test]
    public void Nodes_of_a_remote_builder_are_changed_in_place()
    {
        var node = new DockerBuilderNode("tcp://127.0.0.1:2") { Platforms = ["linux/amd64"], ServerName = "bk" };
        var existing = s_existing with { Nodes = [s_existing.Nodes[0] with { DriverOptions = s_existing.Nodes[0].DriverOptions.Add("other", "1") }] };

        var plan = Plan(s_farm with { Nodes = [node] }, existing);

        Assert.That(
            plan.Steps.Single().Text,
            Is.EqualTo("change node farm0: no option servername=bk, and the endpoint tcp://127.0.0.1:1 instead of tcp://127.0.0.1:2"));
        Assert.That(
            plan.Steps.Single().Command.ToArguments().ToString(),
            Is.EqualTo("buildx create --append --driver-opt other=1 --driver-opt servername=bk --name farm --node farm0 --platform linux/amd64 "
                + "tcp://127.0.0.1:2"));
    }

    [Test]
    public void Platforms_are_changed_in_place()
    {
        var plan = Plan(s_container with { Nodes = [new() { Platforms = ["linux/arm64"] }] }, s_ci);

        Assert.That(plan.Steps.Single().Text, Is.EqualTo("change node ci0: platforms linux/arm64"));
        Assert.That(plan.Steps.Single().Command.ToArguments().ToString(), Does.EndWith("unix:///d.sock"));
    }

    private static IEnumerable<TestCaseData> Fixed =>
    [
        new(s_container, s_ci with { Driver = "kubernetes" }, null, "its driver is kubernetes instead of docker-container"),
        new(s_container with { Nodes = [new("ssh://host")] }, s_ci, null, "node ci0 has the endpoint unix:///d.sock instead of ssh://host"),
        new(
            s_container with { DriverOptions = s_container.DriverOptions.SetItem("network", "none") },
            s_ci,
            null,
            "node ci0 has the option network=host instead of none"),
        new(s_container with { DriverOptions = s_container.DriverOptions.SetItem("memory", "1g") }, s_ci, null, "node ci0 has no option memory=1g"),
        new(s_container with { DaemonFlags = "--debug" }, s_ci, null, "the daemon of node ci0 has the arguments '' instead of '--debug'"),
        new(s_container, s_ci, "[worker.oci]\ngc = true\n", "node ci0 has another buildkitd.toml"),
    ];

    [TestCaseSource(nameof(Fixed))]
    public void What_cannot_be_changed_is_reported_and_only_done_by_creating_it_again(
        DockerBuilder builder, BuilderInstance existing, string? configuration, string difference)
    {
        var plan = Plan(builder, existing, configuration: configuration);
        var again = Plan(builder, existing, configuration: configuration, recreate: true);

        Assert.That((plan.Differences.Single(), plan.Steps.Length), Is.EqualTo((difference, 0)));
        Assert.That(again.Steps.Select(step => step.Command.ToArguments().ToString().Split(' ')[1]), Is.EqualTo(new[] { "rm", "create" }));
        Assert.That(again.Steps[0].Command.ToArguments().ToString(), Is.EqualTo("buildx rm --force --keep-state ci"));
    }

    [Test]
    public void A_node_that_is_not_described_is_named_before_it_is_removed_with_its_builder()
    {
        var existing = s_ci with { Nodes = [.. s_ci.Nodes, new("arm", "tcp://10.0.0.1:1234")] };

        var plan = Plan(s_container, existing, configuration: "[worker.oci]\ngc = true\n", recreate: true);

        Assert.That(plan.Notes, Has.Some.EqualTo("Node arm at tcp://10.0.0.1:1234 of ci is not described and is removed with it."));
    }

    [Test]
    public void A_remote_builder_without_TLS_is_a_warning() =>
        Assert.That(Plan(s_farm with { Nodes = [new("tcp://10.0.0.1:1234")] }, null).Notes.Single(), Does.StartWith("Node farm0 is reached without TLS"));

    private static IEnumerable<TestCaseData> Contradictions =>
    [
        new(s_farm with { Nodes = [new()] }, "node farm0 has no endpoint"),
        new(s_farm with { Nodes = [new("a://b"), new("a://b")] }, "two nodes have the endpoint a://b"),
        new(s_farm with { Nodes = [new("a://b") { Name = "x" }, new("a://c") { Name = "x" }] }, "two nodes have the name x"),
        new(s_farm with { Nodes = [new("tcp://h:1") { Certificate = "/c" }] }, "a certificate without its key"),
        new(s_farm with { Nodes = [new("tcp://h:1") { CaCertificate = "/no/such/ca.pem" }] }, "the file /no/such/ca.pem of node farm0 does not exist"),
        new(s_farm with { Configuration = new() }, "reads its configuration on its own machine"),
        new(s_container with { Nodes = [new() { ServerName = "x" }] }, "only the driver remote uses certificates"),
        new(new DockerBuilder("default", BuilderDriver.Docker) { Nodes = [new()] }, "is a docker context and has no nodes"),
        new(s_container with { Configuration = new() { MaxParallelism = -1 } }, "negative"),
    ];

    [TestCaseSource(nameof(Contradictions))]
    public void A_description_that_contradicts_itself_is_refused(DockerBuilder builder, string message) =>
        Assert.That(builder.Require, Throws.TypeOf<InvalidSettingException>().With.Message.Contains(message));

    [TestCase("")]
    [TestCase("0a")]
    [TestCase("../x")]
    public void A_name_is_one_that_buildx_accepts(string name) =>
        Assert.That(() => new DockerBuilder(name, BuilderDriver.Remote), Throws.TypeOf<InvalidSettingException>());

    [Test]
    public void A_lost_node_is_named()
    {
        var builder = new BuilderInfo
        {
            Name = "farm",
            Driver = "remote",
            Nodes = [new() { Name = "farm0", Status = "running" }, new() { Name = "arm", Endpoint = "tcp://b:1", Status = "inactive" }],
        };

        Assert.That(LostNodes.Of(builder)!.Problem, Is.EqualTo("Node arm at tcp://b:1 of the builder farm does not respond; the other node does."));
        Assert.That(LostNodes.Of(builder)!.Cure, Does.Contain("`docker buildx create --name farm --leave --node arm`"));
        Assert.That(LostNodes.Of(builder with { Nodes = [builder.Nodes[0]] }), Is.Null);
        Assert.That(
            LostNodes.Of(builder with { Nodes = [builder.Nodes[1], builder.Nodes[1] with { Name = "b", Status = null, Error = "ERROR: refused." }] })!.Problem,
            Is.EqualTo("Nodes of the builder farm that do not respond: arm at tcp://b:1, b at tcp://b:1 (refused)."));
    }

    [Test]
    public void Floors_and_caps_are_told_apart_in_the_table()
    {
        var builder = new BuilderInfo
        {
            Name = "ci",
            Driver = "docker-container",
            Current = true,
            Nodes =
            [
                new()
                {
                    Name = "ci0",
                    Endpoint = "default",
                    Status = "running",
                    Version = "v0.31.0",
                    Platforms = ["linux/amd64", "linux/386"],
                    GarbageRules =
                    [
                        new()
                        {
                            Filters = ["type==a,inuse==false", "type==b"],
                            KeepDuration = TimeSpan.FromHours(48),
                            ReservedSpace = PrintedSize.Parse("1GB"),
                        },
                        new() { All = true, MaxUsedSpace = PrintedSize.Parse("5GB"), MinFreeSpace = PrintedSize.Parse("2GB") },
                    ],
                },
            ],
        };

        Assert.That(BuilderTable.Of(builder), Is.EqualTo(new[]
        {
            "ci: driver docker-container, used by builds that name no builder",
            "  ci0  running, at default, BuildKit v0.31.0",
            "    platforms: linux/amd64, linux/386",
            "    gc rule 1: type==a and inuse==false or type==b, unused for 48 hours, floor 1 GB",
            "    gc rule 2: all records, cap 5 GB, leaves 2 GB free",
        }));
    }

    private static BuilderPlan Plan(
        DockerBuilder builder, BuilderInstance? existing, string? current = null, string? configuration = null, bool recreate = false) =>
        new BuilderPlanner(builder, configuration, "/tmp/b.toml").Plan(existing, current, recreate);
}
