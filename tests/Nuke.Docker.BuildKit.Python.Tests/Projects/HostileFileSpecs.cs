using System.Diagnostics;
using System.Text;
using Nuke.Docker.BuildKit.Python.Projects;
using Nuke.Docker.BuildKit.Python.Projects.Internal;
using Nuke.Docker.BuildKit.Python.Writing;
using TestSupport;

namespace Nuke.Docker.BuildKit.Python.Tests.Projects;

public sealed class HostileFileSpecs
{
    private static readonly string[] s_files = ["requirements.txt", "pyproject.toml", "Pipfile", "uv.lock", "poetry.lock", "pdm.lock", "Pipfile.lock",
        "pylock.toml",
        "setup.cfg", "setup.py", ".python-version", "main.py", "compose.yaml", "Procfile", "Dockerfile", "MANIFEST.in"];

    // Pieces that the readers know, so that inputs get past the first character.
    private static readonly string[] s_pieces =
    [
        "[project]", "[tool.poetry.dependencies]", "[[package]]", "[packages]", "[tool.uv.sources]", "[dependency-groups]", "[options]", "[metadata]",
            "name = ", "version = ",
        "dependencies = [", "requires-python = ", "\"", "'", "]", "[", "{", "}", ",", "=", "==", ">=3.9|^3.12", "^v1", "\n", "\n\n", " ", "  ", "\t", "\r\n",
            "#", " ;",
        "@", "://", "https://", "git+ssh://git@", "user:pass@", "file:", "-e ", "-r ", "-c ", "--hash=", "--index-url ", "./", "../", "/opt/x", "//", "?",
            "x.whl", "a-1.0.tar.gz",
        "#egg=a&subdirectory=b", "torch", "numpy", "a", "\\", "\\\n", "\uFEFF", "\0", "\U0001F600", "${X}", "${", "$", "|", "||", "*", "~", "^", "!", "<", ">",
            "3.12", "3.13t", "cp312",
        "from fastapi import FastAPI", "app = FastAPI()", "@app.get(\"/health\")", "def ", "class A(", ":", "(", ")", "\"\"\"", "import ", ".", "include-group",
            "wheels = [",
        "files = [", "services:", "build: .", "command: ", "- ", "web: gunicorn ", "CMD [", "FROM ", "HEALTHCHECK CMD curl ", "99999999999999999999", "true",
            "1979-05-27",
        "marker = ", "path = ", "git = ", "extras = ", "groups = [\"main\"]", "editable = \".\"", "&a ", "*a",
    ];

    /// <summary>A thousand inputs; a million with <c>DOCKER_BUILDKIT_TESTS_FULL=1</c>.</summary>
    private static int Inputs { get; } = FullRun.IsRequested ? 1_000_000 : 1_000;

    [Test]
    public void No_input_ends_in_an_exception_other_than_ours()
    {
        using var folder = new ProjectFolder();
        for (var seed = 0; seed < Inputs; seed++)
        {
            var random = new Random(seed);
            var file = s_files[random.Next(s_files.Length)];
            folder.Write(file, Text(random));
            if (random.Next(3) == 0)
                folder.Write("requirements.txt", Text(random));
            try
            {
                var project = folder.Read();
                DockerfileWriter.Write(project, new() { HeavyLayer = true });
                ComposeWriter.Write(project);
            }
            catch (PythonProjectException)
            {
            }
            catch (Exception exception)
            {
                throw new AssertionException($"Seed {seed}, {file}: {exception}", exception);
            }

            foreach (var written in Directory.GetFiles(folder.Path))
                File.Delete(written);
        }
    }

    [TestCase("// comment")]
    [TestCase("/opt/x")]
    [TestCase("?")]
    [TestCase("")]
    [TestCase("@")]
    [TestCase("://")]
    [TestCase("x://@")]
    public void A_text_that_is_no_address_has_no_credential(string text) => Assert.That(SafeUrl.Of(text).HadCredential, Is.False);

    [Test]
    [Platform("Linux")]
    [CancelAfter(60_000)]
    public async Task A_named_pipe_is_no_file()
    {
        using var folder = new ProjectFolder(("requirements.txt", "flask\n"));
        foreach (var name in new[] { "main.py", "pyproject.toml", "Procfile", "data.db" })
            await Process.Start("mkfifo", [Path.Combine(folder.Path, name)]).WaitForExitAsync();

        var project = await Task.Run(() => folder.Read()).WaitAsync(TimeSpan.FromSeconds(50));

        Assert.That(project.Dependencies, Has.One.Items);
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task Two_hundred_thousand_requirements_are_read()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 200_000; i++)
            text.Append($"package-{i}==1.{i} \\\n    --hash=sha256:{i}\n");
        using var folder = new ProjectFolder(("requirements.txt", text.ToString()), ("main.py", "print(1)\n"));

        var project = await Task.Run(() => folder.Read()).WaitAsync(TimeSpan.FromSeconds(100));

        Assert.That((project.Dependencies.Count, project.LockedPackages.Count), Is.EqualTo((200_000, 200_000)));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Deep_and_long_expressions_are_read()
    {
        using var folder = new ProjectFolder(
            ("requirements.txt", "flask"), ("main.py", string.Concat(Enumerable.Repeat("f(", 100_000))),
                ("other.py", string.Concat(Enumerable.Repeat("a.", 100_000)) + "b()"),
            ("setup.py", string.Concat(Enumerable.Repeat("g([", 50_000))), ("compose.yaml", new string('[', 100_000)),
                ("pyproject.toml", $"a{string.Concat(Enumerable.Repeat(".a", 20_000))} = 1\n"));

        var project = await Task.Run(() => folder.Read()).WaitAsync(TimeSpan.FromSeconds(50));

        Assert.That(project.Dependencies, Has.One.Items);
    }

    private static string Text(Random random)
    {
        var text = new StringBuilder();
        for (var count = random.Next(1, 40); count > 0; count--)
            text.Append(random.Next(12) == 0 ? ((char)random.Next(1, 0x250)).ToString() : s_pieces[random.Next(s_pieces.Length)]);
        return text.ToString();
    }
}
