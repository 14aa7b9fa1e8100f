using Nuke.Docker.BuildKit.Builds.Compose;
using Nuke.Docker.BuildKit.Builds.Compose.Internal;
using Nuke.Docker.BuildKit.Caches.Strategies;
using Nuke.Docker.BuildKit.Commands;

namespace Nuke.Docker.BuildKit.Tests.Builds.Compose;

public sealed class ComposeLedgerSpecs
{
    [TestCase("\"context\":\"/app\"", null)]
    [TestCase("\"context\":\"/app\",\"additional_contexts\":{\"base\":\"docker-image://python:3.13\",\"files\":\"/files\"}", null)]
    [TestCase("\"context\":\"/app\",\"no_cache\":true", "without cache")]
    [TestCase("\"context\":\"/app\",\"pull\":true", "pulls")]
    [TestCase("\"context\":\"/app\",\"dockerfile_inline\":\"FROM scratch\"", null)]
    [TestCase("\"context\":\"/app\",\"tags\":[\"a:2\"]", "several names")]
    [TestCase("\"context\":\"/app\",\"additional_contexts\":{\"base\":\"service:other\"}", "the context base is another service")]
    public void Some_services_are_always_built(string build, string? reason)
    {
        var found = ComposeLedger.ReasonToBuild(Service(build), new ComposeBuildSettings());

        Assert.That(found, reason is null ? Is.Null : Does.Contain(reason));
    }

    [Test]
    public void Flags_that_ask_for_a_build_are_followed()
    {
        var service = Service("\"context\":\"/app\"");

        foreach (var command in (ComposeBuildSettings[])
            [new() { NoCache = true }, new() { Pull = true }, new() { Check = true }, new() { Print = true }, new() { WithDependencies = true }])
        {
            Assert.That(ComposeLedger.ReasonToBuild(service, command), Is.Not.Null, command.ToString());
        }

        Assert.That(ComposeLedger.ReasonToBuild(service with { HasUnknownSecret = true }, new ComposeBuildSettings()), Does.Contain("secret"));
        Assert.That(ComposeLedger.ReasonToBuild(service with { Project = null }, new ComposeBuildSettings()), Does.Contain("not known"));
    }

    [Test]
    public void Everything_in_the_project_and_the_command_decides()
    {
        var service = Service("\"context\":\"/app\"");
        var facts = ComposeLedger.Facts(service, new ComposeBuildSettings());

        Assert.That(ComposeLedger.Facts(Service("\"context\":\"/app\",\"privileged\":true"), new ComposeBuildSettings()), Is.Not.EqualTo(facts));
        Assert.That(ComposeLedger.Facts(service, new ComposeBuildSettings { Memory = "1g" }), Is.Not.EqualTo(facts));
        Assert.That(ComposeLedger.Facts(service, new ComposeBuildSettings { Progress = ComposeProgress.Plain }), Is.EqualTo(facts));
    }

    [Test]
    public void Contexts_and_network_of_the_file_are_inputs_of_the_steps()
    {
        var service = Service("\"context\":\"/app\",\"network\":\"none\",\"additional_contexts\":{\"files\":\"/files\"}");

        var settings = ComposeLedger.Settings(service, service.Build, new ComposeBuildSettings());

        Assert.That(settings.Network?.ToString(), Is.EqualTo("none"));
        Assert.That(settings.BuildContext!.Single().ToString(), Is.EqualTo("files=/files"));
    }

    private static ComposeServiceBuild Service(string build)
    {
        var project = ComposeModelReader.Read("{\"name\":\"project\",\"services\":{\"app\":{\"build\":{" + build + "}}}}");
        var settings = new BuildxBuildSettings { Context = "/app", Tag = ["project-app"] };
        return new ComposeServiceBuild("app", settings, CacheDecision.None(""))
        {
            Project = project.Text,
            Section = project.Services["app"].Build,
        };
    }
}
