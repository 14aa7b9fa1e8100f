using System.Diagnostics;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Faults.Internal;
using Nuke.Docker.BuildKit.Text.Faults;
using TestSupport;

namespace Nuke.Docker.BuildKit.Tests.Builds;

public sealed class PreflightSpecs
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("preflight").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_missing_Dockerfile_offers_what_is_there()
    {
        foreach (var name in new[] { "dockerfile", "Dockerfile.prod", "Dockerfile.dockerignore", "main.py" })
            File.WriteAllText(Path.Combine(_folder, name), "");

        var exception = Assert.Throws<DockerBuildException>(() => Preflight.RequireDockerfile(Path.Combine(_folder, "Dockerfile")))!;

        Assert.That(exception.Kind, Is.EqualTo(DockerFaultKind.DockerfileMissing));
        Assert.That(exception.Fault.Cause, Is.EqualTo($"There is no Dockerfile in {_folder}."));
        Assert.That(exception.Fault.Cure, Does.StartWith("The folder contains Dockerfile.prod, dockerfile: "));
        Assert.That(exception.ExitCode, Is.EqualTo(10));
    }

    [Test]
    public void A_missing_Dockerfile_in_a_missing_folder_names_the_folder()
    {
        var exception = Assert.Throws<DockerBuildException>(() => Preflight.RequireDockerfile(Path.Combine(_folder, "none", "Dockerfile")))!;

        Assert.That(exception.Kind, Is.EqualTo(DockerFaultKind.DockerfileMissing));
        Assert.That(exception.Message, Does.Contain(Path.Combine(_folder, "none")));
    }

    [Test]
    public void What_exists_passes()
    {
        File.WriteAllText(Path.Combine(_folder, "Dockerfile"), "FROM scratch");

        Assert.DoesNotThrow(() => Preflight.RequireDockerfile(Path.Combine(_folder, "Dockerfile")));
        Assert.DoesNotThrow(() => Preflight.RequireContext(_folder));
    }

    [Test]
    [Platform("Linux")]
    [CancelAfter(30_000)]
    public void A_pipe_is_no_ignore_file([Values("Dockerfile", ".dockerignore")] string name)
    {
        File.WriteAllText(Path.Combine(_folder, "Dockerfile"), "FROM scratch");
        File.Delete(Path.Combine(_folder, name));
        Process.Start("mkfifo", Path.Combine(_folder, name)).WaitForExit();

        var exception = Assert.Throws<DockerBuildException>(() => Preflight.RequireEncoding(Path.Combine(_folder, "Dockerfile"), _folder, print: null))!;

        Assert.That(exception.Message, Does.Contain(Path.Combine(_folder, name)).And.Contain("is a named pipe"));
    }

    [TestCase("FROM scratch\nCOPY a /a\n", "", null)]
    [TestCase("FROM scratch\nCOPY missing* /a\n", "", null)]
    [TestCase("FROM scratch AS other\nCOPY missing /a\nFROM scratch\nCOPY a /a\n", "", null)]
    [TestCase("FROM scratch\nCOPY missing /a\n", "", "The build context has no missing.")]
    [TestCase("FROM scratch\nRUN --mount=type=bind,source=missing,target=/a true\n", "", "The build context has no missing.")]
    [TestCase("FROM scratch\nCOPY a /a\n", "a\n", ".dockerignore:1 (a) excludes it")]
    [TestCase("FROM scratch\nCOPPY a /a\n", "", "unknown instruction: COPPY")]
    [TestCase("FROM scratch\nRUN --mount=type=foo true\n", "", "line 2: unsupported mount type")]
    [TestCase("FROM scratch\nCOPY a /a\n", "[a\n", ".dockerignore:1")]
    public void A_build_that_is_not_started_fails_as_it_would(string dockerfile, string ignore, string? message)
    {
        File.WriteAllText(Path.Combine(_folder, "Dockerfile"), dockerfile);
        File.WriteAllText(Path.Combine(_folder, ".dockerignore"), ignore);
        File.WriteAllText(Path.Combine(_folder, "a"), "");
        var settings = new BuildxBuildSettings().SetContext(_folder);

        if (message is null)
            Assert.That(() => Preflight.RequireInputs(settings), Throws.Nothing);
        else
            Assert.That(() => Preflight.RequireInputs(settings), Throws.InstanceOf<DockerException>().With.Message.Contain(message));
    }

    [TestCase("-")]
    [TestCase("https://example.org/repository.git#main")]
    [TestCase("git@example.org:team/repository.git")]
    public void A_context_from_elsewhere_is_left_to_buildx(string context) => Assert.DoesNotThrow(() => Preflight.RequireContext(context));

    [Test]
    public void A_missing_context_offers_the_folder_that_may_be_meant()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "bot"));

        var exception = Assert.Throws<DockerBuildException>(() => Preflight.RequireContext(Path.Combine(_folder, "bto")))!;

        Assert.That(exception.Kind, Is.EqualTo(DockerFaultKind.ContextMissing));
        Assert.That(exception.Message, Does.Contain("Did you mean bot?"));
    }

    [Test]
    public void A_context_that_is_a_file_is_told_as_such()
    {
        var file = Path.Combine(_folder, "archive.tar");
        File.WriteAllText(file, "");

        Assert.That(() => Preflight.RequireContext(file), ThrowsFault.Of(DockerFaultKind.ContextMissing).With.Message.Contains("is a file, not a folder"));
    }

    [TestCase("docker-bake.json", "utf-16", "is in UTF-16, which docker buildx bake can't read")]
    [TestCase("docker-bake.hcl", "latin1", "is not in UTF-8: line 1")]
    [TestCase("compose.json", "utf-16", null)]
    [TestCase("compose.yaml", "utf-16", null)]
    [TestCase("compose.yaml", "utf-16 without mark", "is in UTF-16")]
    [TestCase("compose.yaml", "latin1", "is not in UTF-8: line 1")]
    [TestCase(".env", "utf-16", "is in UTF-16")]
    [TestCase(".env", "utf-8", null)]
    public void A_file_of_compose_or_bake_in_another_encoding_is_named(string name, string encoding, string? told)
    {
        var path = Path.Combine(_folder, name);
        var used = encoding.EndsWith("mark", StringComparison.Ordinal)
            ? new System.Text.UnicodeEncoding(bigEndian: false, byteOrderMark: false)
            : System.Text.Encoding.GetEncoding(encoding);
        File.WriteAllText(path, "# größe\n", used);
        var reader = name.StartsWith("docker-bake", StringComparison.Ordinal) ? Preflight.Bake : Preflight.Compose;

        if (told is null)
            Assert.DoesNotThrow(() => Preflight.RequireEncodingFor(path, reader));
        else
            Assert.That(() => Preflight.RequireEncodingFor(path, reader), ThrowsFault.Of(DockerFaultKind.DockerfileSyntax).With.Message.Contains(told));
    }

    [TestCase("RUN echo größe", true)]
    [TestCase("LABEL a=größe", false)]
    public void A_Dockerfile_in_Latin_1_fails_only_if_docker_would(string instruction, bool fails)
    {
        var path = Path.Combine(_folder, "Dockerfile");
        File.WriteAllText(path, $"FROM scratch\n{instruction}\n", System.Text.Encoding.Latin1);
        var printed = new List<string>();

        var check = () => Preflight.RequireEncoding(path, _folder, (_, line) => printed.Add(line));

        if (fails)
            Assert.That(check, ThrowsFault.Of(DockerFaultKind.DockerfileSyntax).With.Message.Contains("line 2"));
        else
        {
            Assert.DoesNotThrow(() => check());
            Assert.That(printed, Has.One.Contains("LABEL gets another letter"));
        }
    }

    [Test]
    public void A_cache_folder_is_made_and_left_empty()
    {
        var cache = Path.Combine(_folder, "deep", "cache");

        Preflight.RequireWritableCache(cache);

        Assert.That(Directory.GetFileSystemEntries(cache), Is.Empty);
    }

    [Test]
    public void A_cache_folder_below_a_file_cannot_be_written()
    {
        File.WriteAllText(Path.Combine(_folder, "file"), "");

        var exception = Assert.Throws<DockerBuildException>(() => Preflight.RequireWritableCache(Path.Combine(_folder, "file", "cache")))!;

        Assert.That(exception.Kind, Is.EqualTo(DockerFaultKind.CacheUnwritable));
        Assert.That(exception.ExitCode, Is.EqualTo((int)DockerFaultKind.CacheUnwritable));
        Assert.That(exception.Message, Does.Contain(Path.Combine(_folder, "file")));
    }

    [Test]
    [Platform("Linux", Reason = "/proc and /dev/full are Linux's")]
    public void A_read_only_file_system_cannot_be_written_even_by_root()
    {
        Assert.That(() => Preflight.RequireWritableCache("/proc/cache"), ThrowsFault.Of(DockerFaultKind.CacheUnwritable));
    }

    [Test]
    [Platform("Linux", Reason = "/dev/full is Linux's")]
    public void A_full_disk_is_told_from_other_errors()
    {
        var full = Assert.Catch<IOException>(() => File.WriteAllBytes("/dev/full", new byte[4096]))!;
        var missing = Assert.Catch<IOException>(() => File.ReadAllBytes(Path.Combine(_folder, "none")))!;

        Assert.That(DiskErrors.IsDiskFull(full), Is.True);
        Assert.That(DiskErrors.IsDiskFull(missing), Is.False);
    }
}
