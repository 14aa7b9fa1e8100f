using Nuke.Docker.BuildKit.Engines;

namespace Nuke.Docker.BuildKit.Tests.Engines;

public sealed class CurrentBuilderSpecs
{
    private string _config = null!;

    [SetUp]
    public void Create() => _config = Directory.CreateTempSubdirectory("config-").FullName;

    [TearDown]
    public void Delete() => Directory.Delete(_config, recursive: true);

    [Test]
    public void Without_any_builder_the_driver_is_docker() =>
        Assert.That(CurrentBuilder.Driver(_config), Is.EqualTo("docker"));

    [Test]
    public void The_chosen_builder_s_driver_is_read_from_buildx_s_files()
    {
        Write("current", """{"Key":"unix:///var/run/docker.sock","Name":"box","Global":false}""");
        Write("instances/box", """{"Name":"box","Driver":"docker-container","Nodes":[]}""");

        Assert.That(CurrentBuilder.Driver(_config), Is.EqualTo("docker-container"));
    }

    [Test]
    public void A_named_builder_counts_more_than_the_chosen_one()
    {
        Write("current", """{"Name":"box"}""");
        Write("instances/box", """{"Driver":"docker-container"}""");
        Write("instances/far", """{"Driver":"remote"}""");

        Assert.That(CurrentBuilder.Driver(_config, "far"), Is.EqualTo("remote"));
    }

    [TestCase("""{"Name":""}""")]
    [TestCase("""{"Name":"gone"}""")]
    [TestCase("""{"Name":"bo""")]
    [TestCase("")]
    public void A_file_that_says_nothing_means_the_default(string current)
    {
        Write("current", current);

        Assert.That(CurrentBuilder.Driver(_config), Is.EqualTo("docker"));
    }

    private void Write(string name, string text)
    {
        var file = Path.Combine(_config, "buildx", name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
