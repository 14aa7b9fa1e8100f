using Nuke.Docker.BuildKit.Caches.LocalStore;
using Nuke.Docker.BuildKit.Commands;

namespace Nuke.Docker.BuildKit.Tests.Caches.LocalStore;

public sealed class CacheFolderIgnoreSpecs
{
    private string _root = null!;

    [SetUp]
    public void Create()
    {
        _root = Directory.CreateTempSubdirectory("repository-").FullName;
        Directory.CreateDirectory(Path.Combine(_root, ".git"));
        Directory.CreateDirectory(Path.Combine(_root, "api"));
    }

    [TearDown]
    public void Delete() => Directory.Delete(_root, recursive: true);

    [TestCase(".", ".buildcache/bot", ".buildcache", ".dockerignore: .buildcache; .gitignore: /.buildcache/")]
    [TestCase("api", ".buildcache/bot", ".buildcache", ".gitignore: /.buildcache/")]
    [TestCase("api", "api/caches/bot", "api/caches", ".gitignore: /api/caches/; api/.dockerignore: caches")]
    [TestCase(".", "caches/bot", null, ".dockerignore: caches/bot; .gitignore: /caches/bot/")]
    [TestCase(".", "bot", ".", ".dockerignore: bot; .gitignore: /bot/")]
    [TestCase(".", "../elsewhere/bot", "../elsewhere", "")]
    [TestCase("https://github.com/acme/bot.git", ".buildcache/bot", ".buildcache", ".gitignore: /.buildcache/")]
    public void The_files_that_count_get_the_folder(string context, string cache, string? directory, string expected) =>
        Assert.That(Changes(context, cache, directory), Is.EqualTo(expected));

    [Test]
    public void A_Dockerfile_s_own_ignore_file_is_the_one_that_counts()
    {
        File.WriteAllText(Path.Combine(_root, "Dockerfile.dockerignore"), "");

        Assert.That(Changes(".", ".buildcache/bot", ".buildcache"), Is.EqualTo(".gitignore: /.buildcache/; Dockerfile.dockerignore: .buildcache"));
    }

    [Test]
    public void What_is_no_repository_gets_no_gitignore()
    {
        Directory.Delete(Path.Combine(_root, ".git"));

        Assert.That(Changes(".", ".buildcache/bot", ".buildcache"), Is.EqualTo(".dockerignore: .buildcache"));
    }

    [Test]
    public void The_second_build_finds_nothing_to_do()
    {
        Changes(".", ".buildcache/bot", ".buildcache");

        Assert.That(Changes(".", ".buildcache/api", ".buildcache"), Is.Empty);
    }

    private string Changes(string context, string cache, string? directory)
    {
        var build = new BuildxBuildSettings().SetWorkingDirectory(_root).SetContext(context).AddCacheTo(new LocalCacheTo(Path.GetFullPath(cache, _root)));

        var changes = CacheFolderIgnore.Update(build, _root, directory is null ? null : Path.GetFullPath(directory, _root));

        return string.Join("; ", changes.Select(change => $"{Path.GetRelativePath(_root, change.File)}: {change.Line}").Order(StringComparer.Ordinal));
    }
}
