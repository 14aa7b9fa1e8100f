using Nuke.Docker.BuildKit.Dockerfiles.Parsing;

namespace IntegrationTests.Dockerfiles;

/// <summary>Compares our parser with BuildKit's on the table of its unit tests and on mutated Dockerfiles.</summary>
[Category("Dockerfiles")]
public sealed class DockerfileConformanceSpecs
{
    private string _folder = null!;
    private DockerfileMirror _mirror = null!;

    [OneTimeSetUp]
    public async Task Create()
    {
        var connection = await TestEngine.ConnectAsync();
        _folder = Directory.CreateTempSubdirectory("dockerfiles-").FullName;
        _mirror = new DockerfileMirror(connection, _folder);
    }

    [OneTimeTearDown]
    public void Delete()
    {
        if (_folder is not null)
            Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task The_table_of_the_parser_is_BuildKits() =>
        Assert.That(await DifferencesAsync([.. NastyDockerfiles.All.Select(row => row.Text)]), Is.Empty);

    [Test]
    public async Task Accidents_are_judged_as_BuildKit_judges_them()
    {
        // A fixed seed reproduces a failure; a full run uses another seed each time.
        var seed = !FullRun.IsRequested
            ? 20261123
            : int.TryParse(Environment.GetEnvironmentVariable("DOCKER_BUILDKIT_TESTS_SEED"), out var given) ? given : Random.Shared.Next();
        string[] healthy = [.. NastyDockerfiles.All.Where(row => row.Line is null && row.Text.Length < 2000).Select(row => row.Text)];

        var differences = await DifferencesAsync([.. DockerfileMutation.Of(healthy, FullRun.IsRequested ? 1500 : 100, seed)]);

        Assert.That(differences, Is.Empty, $"DOCKER_BUILDKIT_TESTS_SEED={seed}");
        TestContext.Out.WriteLine($"DOCKER_BUILDKIT_TESTS_SEED={seed}");
    }

    [Test]
    public async Task Stages_have_the_names_that_BuildKit_gives_them()
    {
        const string text = "FROM scratch AS One\nFROM scratch\nfrom One as two.x-y_z\nFROM --platform=linux/amd64 scratch AS \\\n three\n";

        var theirs = await _mirror.TargetsAsync([text]);

        Assert.That(Dockerfile.Parse(text).Stages.Select(stage => stage.Name), Is.EqualTo(theirs[0].Select(target => target.Name)));
    }

    private async Task<IReadOnlyList<string>> DifferencesAsync(IReadOnlyList<string> texts)
    {
        var verdicts = texts.Zip(await _mirror.CheckAsync(texts), DockerfileVerdict.Of).ToArray();
        var excused = verdicts.Count(verdict => verdict.Excuse is not null);
        TestContext.Out.WriteLine($"{texts.Count} Dockerfiles, {excused} of which BuildKit gave no verdict on.");
        Assert.That(excused, Is.LessThan(texts.Count / 4), "BuildKit must come to a verdict on nearly all of them.");
        return [.. texts.Zip(verdicts).Where(pair => pair.Second.Difference is not null).Select(pair => $"{pair.Second.Difference}\n{pair.First}\n----")];
    }
}
