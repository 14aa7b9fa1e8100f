using Nuke.Docker.BuildKit.Proofs;

namespace Nuke.Docker.BuildKit.Tests.Proofs;

public sealed class ImageComparisonSpecs
{
    private static readonly ImageFile s_file = new("file", "644", "0:0", "AB");

    private static readonly ImageSnapshot s_before = new(
        new Dictionary<string, ImageFile>
        {
            ["/app"] = new("directory", "755", "0:0", ""),
            ["/app/main.py"] = s_file,
            ["/app/docs/a.md"] = s_file,
            ["/wheels/a.whl"] = s_file,
            ["/usr/bin/gcc"] = s_file with { Mode = "755" },
            ["/usr/lib/libpq.so.5"] = s_file,
            ["/usr/lib/python3/site-packages/flask/__init__.py"] = s_file,
            ["/usr/lib/python3/site-packages/psycopg.so"] = s_file with { Libraries = ["libpq.so.5", "libc.so.6"] },
        },
        new Dictionary<string, string> { ["User"] = "app", ["Env PATH"] = "/bin", ["Port 80/tcp"] = "exposed" });

    [TestCase("/app/main.py", "/app/main.py is missing")]
    [TestCase("/usr/lib/python3/site-packages/flask/__init__.py", "/usr/lib/python3/site-packages/flask/__init__.py is missing")]
    public void A_missing_file_is_a_difference(string path, string difference) => Assert.That(Compare(Without(path)), Is.EqualTo([difference]));

    [Test]
    public void Mode_owner_type_content_and_new_files_are_differences() => Assert.That(
        Compare(With(
            ("/app/main.py", s_file with { Mode = "755" }),
            ("/app/docs/a.md", s_file with { Owner = "1:1" }),
            ("/wheels/a.whl", s_file with { Kind = "link" }),
            ("/usr/bin/gcc", s_file with { Mode = "755", Content = "CD" }),
            ("/new", s_file))),
        Is.EqualTo(
        [
            "the owner of /app/docs/a.md was 0:0, and is 1:1", "the mode of /app/main.py was 644, and is 755", "/new is new",
            "the content of /usr/bin/gcc changed", "/wheels/a.whl was a file, and is a link",
        ]));

    [Test]
    public void Settings_are_compared()
    {
        var after = s_before with { Settings = new Dictionary<string, string> { ["Env PATH"] = "/usr/bin", ["Port 80/tcp"] = "exposed", ["Cmd"] = "\"x\"" } };

        Assert.That(
            Compare(after),
            Is.EqualTo(["Cmd was not set, and is \"x\"", "Env PATH was /bin, and is /usr/bin", "User was app, and is not set"]));
        Assert.That(Compare(after, new ImageChanges { Settings = ["Cmd", "Env PATH", "User"] }), Is.Empty);
    }

    [Test]
    public void Intended_changes_are_no_difference()
    {
        Assert.That(Compare(Without("/wheels/a.whl"), new ImageChanges { Paths = ["/wheels/"] }), Is.Empty);
        Assert.That(Compare(Without("/app/docs/a.md"), new ImageChanges { IgnoredFiles = ["docs/a.md"] }), Is.Empty);
        Assert.That(Compare(Without("/app/main.py"), new ImageChanges { IgnoredFiles = ["docs/a.md"], Paths = ["/wheels/"] }), Has.Count.EqualTo(1));
    }

    [Test]
    public void Compilers_may_go_but_no_library_that_a_package_needs()
    {
        var changes = new ImageChanges { Paths = [ImageChanges.SystemPackages] };

        Assert.That(Compare(Without("/usr/bin/gcc"), changes), Is.Empty);
        Assert.That(
            Compare(Without("/usr/lib/libpq.so.5"), changes),
            Is.EqualTo(["/usr/lib/python3/site-packages/psycopg.so needs libpq.so.5, which is missing"]));
        Assert.That(Compare(Without("/usr/lib/python3/site-packages/flask/__init__.py"), changes), Has.Count.EqualTo(1));
        Assert.That(Compare(Without("/app/main.py"), changes), Has.Count.EqualTo(1));
    }

    [TestCase("/app/__pycache__/main.cpython-313.pyc")]
    [TestCase("/var/log/dpkg.log")]
    [TestCase("/etc/hostname")]
    public void Files_that_differ_between_equal_builds_are_left_out(string path) =>
        Assert.That(Compare(With((path, s_file))), Is.Empty);

    [Test]
    public void A_new_Dockerfile_must_install_the_same_packages_and_expose_the_same_ports()
    {
        var changes = new ImageChanges { Rewritten = true };
        var before = With(("/usr/lib/site-packages/flask-3.1.dist-info", s_file), ("/usr/lib/site-packages/pip-25.dist-info", s_file));
        var moved = new ImageSnapshot(
            new Dictionary<string, ImageFile> { ["/opt/venv/lib/site-packages/Flask-3.1.dist-info"] = s_file },
            new Dictionary<string, string> { ["Port 80/tcp"] = "exposed" });
        var empty = new ImageSnapshot(new Dictionary<string, ImageFile>(), new Dictionary<string, string>());

        Assert.That(ImageComparison.Between(before, moved, changes), Is.Empty);
        Assert.That(ImageComparison.Between(before, empty, changes), Is.EqualTo(["the package flask-3.1 is missing", "Port 80/tcp is no longer exposed"]));
    }

    private static IReadOnlyList<string> Compare(ImageSnapshot after, ImageChanges? changes = null) =>
        ImageComparison.Between(s_before, after, changes ?? ImageChanges.None);

    private static ImageSnapshot Without(string path) =>
        s_before with { Files = s_before.Files.Where(file => file.Key != path).ToDictionary(file => file.Key, file => file.Value) };

    private static ImageSnapshot With(params (string Path, ImageFile File)[] files)
    {
        var all = s_before.Files.ToDictionary(file => file.Key, file => file.Value);
        foreach (var (path, file) in files)
            all[path] = file;
        return s_before with { Files = all };
    }
}
