using Nuke.Docker.BuildKit.Engines;

namespace IntegrationTests.Dockerignore;

/// <summary>Compares the choice of an ignore file with that of a real BuildKit, and checks if COPY sees Dockerfile and ignore file.</summary>
[Category("Context")]
public sealed class IgnoreFileChoiceSpecs
{
    private EngineConnection _connection = null!;
    private string _folder = null!;

    private string Context => Path.Combine(_folder, "context");

    [SetUp]
    public async Task Prepare()
    {
        _connection = await TestEngine.ConnectAsync();
        _folder = Directory.CreateTempSubdirectory("ignore-").FullName;
        BuildContextSpecs.Write(Context, ("a", ""), ("b", ""), ("c", ""), ("Dockerfile", "FROM scratch\nCOPY . /\n"), (".dockerignore", "a\n"));
    }

    [TearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task The_Dockerfile_s_own_ignore_file_comes_first_and_alone()
    {
        BuildContextSpecs.Write(Context, ("Dockerfile.dockerignore", "b\n"));

        Assert.That(await ReceivedAsync(), Is.EqualTo(Listing.Of(Context)).And.Contain("a").And.Not.Contain("b"));
    }

    [Test]
    public async Task Even_an_empty_one_does()
    {
        BuildContextSpecs.Write(Context, ("Dockerfile.dockerignore", ""));

        Assert.That(await ReceivedAsync(), Is.EqualTo(Listing.Of(Context)).And.Contain("a"));
    }

    [Test]
    public async Task It_lies_beside_the_Dockerfile_wherever_that_is()
    {
        BuildContextSpecs.Write(
            _folder,
            ("docker/app.Dockerfile", "FROM scratch\nCOPY . /\n"),
            ("docker/app.Dockerfile.dockerignore", "c\n"),
            ("docker/.dockerignore", "b\n"));
        var dockerfile = Path.Combine(_folder, "docker", "app.Dockerfile");

        Assert.That(await ReceivedAsync(dockerfile), Is.EqualTo(Listing.Of(Context, dockerfile)).And.Contain("a").And.Not.Contain("c"));
    }

    [TestCase("shared/ignore", true)]
    [TestCase("/shared/ignore", true)]
    [TestCase("../../shared/ignore", true, Description = "Nothing is above the context")]
    [TestCase("../context/shared/ignore", false)]
    public async Task A_link_is_followed_within_the_context_only(string target, bool read)
    {
        BuildContextSpecs.Write(Context, ("shared/ignore", "b\n"));
        File.Delete(Path.Combine(Context, ".dockerignore"));
        File.CreateSymbolicLink(Path.Combine(Context, ".dockerignore"), target);

        var received = await ReceivedAsync();

        Assert.That(received, Is.EqualTo(Listing.Of(Context)));
        Assert.That(received.Contains("b"), Is.Not.EqualTo(read));
    }

    [Test]
    public async Task An_ignored_Dockerfile_builds_and_cannot_be_copied()
    {
        BuildContextSpecs.Write(Context, (".dockerignore", "Dockerfile\n.dockerignore\n"));

        Assert.That(await ReceivedAsync(), Is.EqualTo(Listing.Of(Context)).And.Not.Contain("Dockerfile").And.Not.Contain(".dockerignore"));
    }

    private async Task<IReadOnlyList<string>> ReceivedAsync(string? dockerfile = null)
    {
        var received = Path.Combine(_folder, "received");
        await Shell.RunAsync(
            _connection,
            $"docker buildx build {(dockerfile is null ? "" : $"-f {dockerfile}")} --output type=local,dest={received} {Context}");
        return ContextTree.Of(received);
    }
}
