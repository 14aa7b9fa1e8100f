using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Caches.Strategies;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Components.Internal;
using Assert = NUnit.Framework.Assert;

namespace Nuke.Docker.BuildKit.Components.Tests;

/// <summary>Deletions of a rebuild before it starts.</summary>
public sealed class RebuildScopeSpecs
{
    private string _folder = null!;

    [SetUp]
    public void Create()
    {
        _folder = Directory.CreateTempSubdirectory("cache-").FullName;
        foreach (var file in new[] { "index.json", $"blobs/sha256/{new string('0', 64)}", "blobs/sha256/notes", "blobs/notes", "notes" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_folder, file))!);
            File.WriteAllText(Path.Combine(_folder, file), "{}");
        }
    }

    [TearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task Everything_dropped_is_the_cache_and_no_file_of_others()
    {
        await new RebuildScope(Stage: null, DropsCaches: true).BeginAsync(Plan, CancellationToken.None);

        Assert.That(Left, Is.EqualTo(["blobs/notes", "blobs/sha256/notes", "notes"]));
    }

    [Test]
    public async Task A_rebuild_that_keeps_the_caches_deletes_nothing()
    {
        await new RebuildScope(Stage: null, DropsCaches: false).BeginAsync(Plan, CancellationToken.None);

        Assert.That(Left.Count(), Is.EqualTo(5));
    }

    private ImagePlan Plan => new(new DockerImage("acme/bot"), new CacheDecision([], [new LocalCacheTo(_folder)], ""), new BuildxBuildSettings());

    private IEnumerable<string> Left => Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(_folder, file).Replace('\\', '/'))
        .Where(file => !file.StartsWith(".store/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);
}
