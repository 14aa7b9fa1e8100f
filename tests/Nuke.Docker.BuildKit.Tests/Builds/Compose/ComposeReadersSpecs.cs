using Nuke.Docker.BuildKit.Builds.Compose;
using Nuke.Docker.BuildKit.Tests.Answers;

namespace Nuke.Docker.BuildKit.Tests.Builds.Compose;

public sealed class ComposeReadersSpecs
{
    [Test]
    public void Containers_of_compose_2_40_stand_a_line_each()
    {
        var containers = ComposePsReader.Read(Answer.Text("compose-ps.json"));

        Assert.That(containers.Select(container => (container.Service, container.State, container.Health, container.Ready)), Is.EqualTo(
        [
            ("api", "running", "healthy", true),
            ("worker", "running", (string?)null, true),
        ]));
        Assert.That((containers[0].Name, containers[0].Created), Is.EqualTo(("shop-api-1", (DateTimeOffset?)DateTimeOffset.Parse("2026-11-21T22:44:56Z"))));
    }

    [Test]
    public void Containers_of_older_versions_stand_in_an_array_with_a_number_for_the_time()
    {
        var container = ComposePsReader.Read("""
            [{"ID":"a","Name":"shop-api-1","Service":"api","Created":1700000000,"State":"exited","Health":"","ExitCode":3,
              "Publishers":[
                 {"URL":"0.0.0.0","TargetPort":80,"PublishedPort":8080,"Protocol":"tcp"},
                 {"URL":"","TargetPort":81,"PublishedPort":0,"Protocol":"tcp"}]}]
            """).Single();

        Assert.That((container.ExitCode, container.Ready, container.Created!.Value.Year), Is.EqualTo((3L, false, 2023)));
        Assert.That(container.Publishers, Is.EqualTo([new ComposePublisher("0.0.0.0", 80, 8080, "tcp"), new ComposePublisher(null, 81, null, "tcp")]));
    }

    [Test]
    public void An_unhealthy_container_is_not_ready() =>
        Assert.That(ComposePsReader.Read("""{"ID":"a","State":"running","Health":"starting"}""")[0].Ready, Is.False);

    [Test]
    public void Images_and_projects_are_read()
    {
        var images = ComposeImagesReader.Read(Answer.Text("compose-images.json"));
        var project = ComposeProjectsReader.Read(Answer.Text("compose-ls.json")).Single();

        Assert.That(images.Select(image => (image.ContainerName, image.Repository, image.Tag, image.Size)), Is.EqualTo(
            [("shop-worker-1", "acme/worker", "1.2", 51_610_080L), ("shop-api-1", "acme/api", "1.2", 51_611_082L)]));
        Assert.That((project.Name, project.Containers["running"], project.ConfigFiles.Single()), Is.EqualTo(("shop", 2, "/src/shop/compose.yaml")));
    }

    [Test]
    public void States_are_counted() =>
        Assert.That(
            ComposeProjectsReader.Read("""[{"Name":"a","Status":"exited(1), running(2)","ConfigFiles":"/a,/b"}]""")[0].Containers,
            Is.EquivalentTo(new Dictionary<string, int> { ["exited"] = 1, ["running"] = 2 }));

    [Test]
    public void The_model_has_builds_ports_health_checks_and_watches()
    {
        var model = ComposeModelReader.Read(Answer.Text("compose-config.json"));

        var api = model.Services["api"];
        Assert.That((model.Name, model.SecretFiles["pip"], model.Volumes.Count), Is.EqualTo(("shop", "/src/shop/pip.conf", 1)));
        Assert.That(model.Services.Keys, Is.EquivalentTo(["api", "worker", "proxy"]));
        Assert.That(
            (api.Build!.Context, api.Build.Target, api.Build.Args["VERSION"], api.Build.Secrets.Single()),
            Is.EqualTo(("/src/shop/api", "runtime", "1.2", "pip")));
        Assert.That(
            api.Build.CacheTo.Concat(api.Build.Tags).Concat(api.Build.Platforms),
            Is.EqualTo(["type=local,dest=../cache,mode=max", "acme/api:latest", "linux/amd64"]));
        Assert.That((api.Healthcheck!.Interval, api.Healthcheck.Timeout, api.Healthcheck.StartPeriod, api.Healthcheck.Retries), Is.EqualTo(
            ((TimeSpan?)TimeSpan.FromSeconds(2), (TimeSpan?)TimeSpan.FromSeconds(90), (TimeSpan?)TimeSpan.FromMilliseconds(500), (long?)3)));
        Assert.That(api.Watch.Select(watch => (watch.Action, watch.Target)), Is.EqualTo([("sync", "/app"), ("rebuild", (string?)null)]));
        Assert.That(
            (api.DependsOn["worker"], api.Environment["TOKEN"], api.Command),
            Is.EqualTo(("service_started", (string?)null, (IReadOnlyList<string>?)null)));
        Assert.That(
            model.Services["proxy"].Ports,
            Is.EqualTo(
                [
                    new ComposePort(80, "8080", null, "tcp"),
                    new ComposePort(9000, "9000", "127.0.0.1", "udp"),
                    new ComposePort(9001, "9001", "127.0.0.1", "udp"),
                ]));
        Assert.That((model.Services["proxy"].Profiles.Single(), model.Services["proxy"].Build), Is.EqualTo(("edge", (ComposeBuild?)null)));
    }

    [Test]
    public void A_dollar_sign_that_compose_doubles_is_one() =>
        Assert.That(
            ComposeModelReader.Read("""{"services":{"a":{"environment":{"P":"a$$b$$$$c"},"command":["echo","$$HOME"]}}}""").Services["a"] is { } a
                ? (a.Environment["P"], a.Command![1])
                : default,
            Is.EqualTo(("a$b$$c", "$HOME")));
}
