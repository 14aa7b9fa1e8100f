using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;

namespace Nuke.Docker.BuildKit.Dockerfiles.Tests.Ignoring;

public sealed class ContextAdvisorSpecs
{
    private string _folder = null!;

    [SetUp]
    public void Create() => _folder = Directory.CreateTempSubdirectory("context-").FullName;

    [TearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [TestCase("app/.env", "**/.env")]
    [TestCase("deploy/server.pem", "**/*.pem")]
    [TestCase("home/.aws/credentials", "**/.aws")]
    [TestCase("a/b/.netrc", "**/.netrc")]
    [TestCase("lib/a.pyc", "**/*.py[cod]")]
    [TestCase("lib/__pycache__/a.cpython-313.pyc", "**/__pycache__")]
    [TestCase("web/node_modules/x/index.js", "**/node_modules")]
    [TestCase(".git/HEAD", "**/.git")]
    [TestCase("my env/pyvenv.cfg", "my env")]
    [TestCase("dist/a.whl", "dist")]
    public void The_suggested_line_excludes_the_file(string path, string line)
    {
        Write(path);

        var advice = ContextAdvisor.Of(BuildContextReader.Read(_folder)).Single();

        Assert.That((advice.Line, advice.Files), Is.EqualTo((line, 1)));
        Assert.That(new DockerignoreMatcher(DockerignoreFile.Parse(line)).Ignores(path), Is.True);
    }

    [TestCase(".env.example")]
    [TestCase("app/main.py")]
    [TestCase("frontend/dist/index.html")]
    public void There_is_no_advice_about(string path)
    {
        Write(path);

        Assert.That(ContextAdvisor.Of(BuildContextReader.Read(_folder)), Is.Empty);
    }

    [TestCase("artifacts/__init__.py", "x = 1\n")]
    [TestCase("dist/app.js", "app.mount('/', StaticFiles(directory='dist'))\n")]
    public void There_is_no_advice_to_exclude_what_the_program_reads(string path, string code)
    {
        Write(path);
        Write("main.py", code);

        Assert.That(ContextAdvisor.Of(BuildContextReader.Read(_folder)), Is.Empty);
    }

    [Test]
    public void Secrets_are_first_then_big_files()
    {
        Write(".env");
        Write("node_modules/a", new string('a', 100));
        Write(".git/a", new string('a', 1000));

        var advice = ContextAdvisor.Of(BuildContextReader.Read(_folder));

        Assert.That(advice.Select(one => (one.Kind, one.Line, one.Bytes)), Is.EqualTo(new[]
        {
            (ContextAdviceKind.Secret, "**/.env", 1L),
            (ContextAdviceKind.Dead, "**/.git", 1000),
            (ContextAdviceKind.Dead, "**/node_modules", 100),
        }));
    }

    [Test]
    public void A_big_file_is_reported_with_a_line_that_matches_only_it()
    {
        using (var file = File.Create(Path.Combine(_folder, "model[1].bin")))
            file.SetLength(ContextAdvisor.BigFile);

        var advice = ContextAdvisor.Of(BuildContextReader.Read(_folder)).Single();

        Assert.That((advice.Kind, advice.Line), Is.EqualTo((ContextAdviceKind.Big, @"model\[1\].bin")));
    }

    [Test]
    public void The_summary_shows_big_entries_and_the_effect_of_each_line()
    {
        Write(".dockerignore", "# mine\nlogs\n");
        Write("logs/today");
        Write("app/data.bin", new string('a', 8000));
        Write("app/main.py", new string('a', 1000));

        var lines = ContextSummary.Of(BuildContextReader.Read(_folder));

        Assert.That(lines, Is.EqualTo(new[]
        {
            $"3 files, 9.01 kB for COPY . . of {_folder}",
            "      9 kB  ████████████  app/  2 files",
            "      8 kB  ███████████·    data.bin",
            "      1 kB  █···········    main.py",
            "      12 B  ············  1 other",
            "excluded by .dockerignore:",
            "  line 2    logs                      1 folder, such as logs/",
        }));
    }

    private void Write(string path, string text = "x")
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_folder, path))!);
        File.WriteAllText(Path.Combine(_folder, path), text);
    }
}
