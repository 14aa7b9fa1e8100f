using Nuke.Docker.BuildKit.Scaffolding;

namespace Nuke.Docker.BuildKit.Tests.Scaffolding;

/// <summary>Finds the images of a repository without a build class.</summary>
public sealed class DockerfileFinderSpecs
{
    private string _root = null!;

    [SetUp]
    public void SetUp() => _root = Directory.CreateTempSubdirectory("finder-").FullName;

    [TearDown]
    public void TearDown() => Directory.Delete(_root, recursive: true);

    [TestCase(".", "api, worker")]
    [TestCase("services", "api, worker")]
    [TestCase("services/api", "api")]
    [TestCase("services/api/app", "api")]
    [TestCase("docs", "")]
    [TestCase("examples", "first")]
    public void Images_are_below_a_folder_or_in_the_nearest_one_above(string folder, string expected)
    {
        Write("services/api/Dockerfile", "services/api/app/main.py", "services/worker/Dockerfile", "docs/index.md", "examples/first/Dockerfile");
        Write(".venv/Dockerfile", "services/api/tests/Dockerfile");

        Assert.That(Names(folder), Is.EqualTo(expected));
    }

    [Test]
    public void A_name_that_two_have_becomes_the_path_wherever_the_search_begins()
    {
        Write("a/web/Dockerfile", "b/web/Dockerfile");

        Assert.That((Names("."), Names("a")), Is.EqualTo(("a-web, b-web", "a-web")));
    }

    [Test]
    public void An_image_is_named_after_its_project()
    {
        Write("api/Dockerfile");
        File.WriteAllText(PathOf("api/pyproject.toml"), "[project]\nname = 'Acme_Shop'\n");

        Assert.That(Names("."), Is.EqualTo("acme-shop"));
    }

    [TestCase(true, ".")]
    [TestCase(false, "api")]
    public void The_context_of_a_member_of_a_workspace_is_the_root_if_its_ignore_file_is_for_that(bool ignore, string context)
    {
        Write("api/Dockerfile");
        File.WriteAllText(PathOf("pyproject.toml"), "[tool.uv.workspace]\nmembers = ['api']\n");
        File.WriteAllText(PathOf("api/pyproject.toml"), "[project]\nname = 'api'\n");
        if (ignore)
            Write("api/Dockerfile.dockerignore");

        var image = DockerfileFinder.Find(_root, _root).Single();

        Assert.That(image.Context, Is.EqualTo(Path.GetFullPath(context, _root)));
        Assert.That(image.Dockerfile, Is.EqualTo(ignore ? PathOf("api/Dockerfile") : null));
    }

    private string Names(string folder) => string.Join(", ", DockerfileFinder.Find(_root, PathOf(folder)).Select(image => image.Name));

    private string PathOf(string path) => Path.Combine(_root, path);

    private void Write(params string[] paths)
    {
        foreach (var path in paths)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(PathOf(path))!);
            File.WriteAllText(PathOf(path), "");
        }
    }
}
