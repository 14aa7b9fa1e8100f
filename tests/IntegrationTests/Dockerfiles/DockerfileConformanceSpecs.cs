using System.Collections.Concurrent;
using Nuke.Docker.BuildKit.Dockerfiles;
using Nuke.Docker.BuildKit.Dockerfiles.Fixes;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Tests.Dockerfiles;

namespace IntegrationTests.Dockerfiles;

/// <summary>Our parser held up to BuildKit's: the table of its unit tests, accidents, and any folder of Dockerfiles.</summary>
[Category("Dockerfiles")]
public sealed class DockerfileConformanceSpecs
{
    /// <summary>Names a folder of Dockerfiles, whatever their names, to be compared as well.</summary>
    public const string FolderVariable = "DOCKER_BUILDKIT_TESTS_DOCKERFILES";

    private const int Sample = 24;
    private const int Accidents = 1500;

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
    public async Task The_table_of_the_parser_is_BuildKits()
    {
        var rows = DockerfileMirror.Full ? NastyDockerfiles.All : [.. NastyDockerfiles.All.Where((_, index) => index % (NastyDockerfiles.All.Count / Sample) == 0)];

        Assert.That(await DifferencesAsync(rows.Select(row => row.Text)), Is.Empty);
    }

    [Test]
    public async Task Accidents_are_judged_as_BuildKit_judges_them()
    {
        string[] seeds = [.. NastyDockerfiles.All.Where(row => row.Line is null && row.Text.Length < 2000).Select(row => row.Text)];
        var texts = DockerfileMutation.Of(seeds, DockerfileMirror.Full ? Accidents : Sample);

        Assert.That(await DifferencesAsync(texts), Is.Empty);
    }

    [Test]
    public async Task Stages_have_the_names_that_BuildKit_gives_them()
    {
        const string text = "FROM scratch AS One\nFROM scratch\nfrom One as two.x-y_z\nFROM --platform=linux/amd64 scratch AS \\\n three\n";

        var theirs = await _mirror.StagesAsync(text);

        Assert.That(Dockerfile.Parse(text).Stages.Select(stage => stage.Name), Is.EqualTo(theirs));
    }

    [Test]
    public async Task A_folder_of_Dockerfiles_is_judged_as_BuildKit_judges_it()
    {
        if (Environment.GetEnvironmentVariable(FolderVariable) is not { Length: > 0 } folder)
        {
            Assert.Ignore($"{FolderVariable} names no folder.");
            return;
        }

        var texts = Directory.GetFiles(folder).Order(StringComparer.Ordinal).Select(file => WithoutImages(File.ReadAllText(file))).ToArray();
        var differences = await DifferencesAsync(texts);

        TestContext.Out.WriteLine($"{texts.Length} Dockerfiles, {differences.Count} judged otherwise.");
        Assert.That(differences, Is.Empty);
    }

    /// <summary>What they start from is of no interest here, nor is a frontend of their own: both would have to be fetched.</summary>
    private static string WithoutImages(string text)
    {
        text = string.Join('\n', text.Split('\n').Where(line => !line.Replace(" ", "", StringComparison.Ordinal).StartsWith("#syntax=", StringComparison.OrdinalIgnoreCase)));
        try
        {
            var dockerfile = Dockerfile.Parse(text);
            var bases = dockerfile.Stages.Where(stage => stage.BaseStage is null).Select(stage => new TextEdit(stage.From.Image.Span.Start, stage.From.Image.Span.Length, "scratch"));
            var copies = dockerfile.Instructions.OfType<CopyInstruction>().Where(copy => copy.From is { } from && dockerfile.Stage(from) is null).Select(copy => copy.Flag("--from")!.Span).Select(span => new TextEdit(span.Start, span.Length, "--from=scratch"));
            return TextEdit.Apply(text, bases.Concat(copies));
        }
        catch (DockerfileParseException)
        {
            return text;
        }
    }

    private async Task<IReadOnlyCollection<string>> DifferencesAsync(IEnumerable<string> texts)
    {
        var differences = new ConcurrentQueue<string>();
        await Parallel.ForEachAsync(texts, new ParallelOptions { MaxDegreeOfParallelism = 3 }, async (text, _) =>
        {
            if (await _mirror.CompareAsync(text) is { } difference)
                differences.Enqueue($"{difference}\n{text}\n----");
        });
        return differences;
    }
}
