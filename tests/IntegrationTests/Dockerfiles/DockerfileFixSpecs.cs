using System.Globalization;
using IntegrationTests.Python;
using Nuke.Docker.BuildKit.Dockerfiles.Fixing;
using Nuke.Docker.BuildKit.Dockerfiles.Linting;
using Nuke.Docker.BuildKit.Text.Changes;

namespace IntegrationTests.Dockerfiles;

/// <summary>Fixes naive Dockerfiles, builds and runs them: they behave like the ones generated for the same project.</summary>
[Category("Dockerfiles")]
[Platform("Linux")]
public sealed class DockerfileFixSpecs : SealedSourcesFixture
{
    private const string Code = """
        import click, os, shutil
        print('seen', os.getuid() != 0, os.path.exists('/wheels'), shutil.which('gcc'), os.path.exists('/root/.cache/pip/http-v2'))

        """;

    private GeneratedImage _image = null!;

    [TearDown]
    public async Task Delete()
    {
        await Shell.RunAsync(Connection, $"docker image rm -f {_image.Name} 2>/dev/null || true");
        _image.Dispose();
    }

    [TestCase(NaiveDockerfiles.CodeBeforeDependencies, "code before dependencies", TestName = "Mended: code before dependencies")]
    [TestCase(NaiveDockerfiles.WheelsCopied, "wheels that are copied", TestName = "Mended: wheels copied")]
    [TestCase(NaiveDockerfiles.CompilersInOneStage, "one stage that compiles and runs", TestName = "Mended: compilers in one stage")]
    [TestCase(NaiveDockerfiles.UserOfItsOwn, "a user of its own, compilers all the same", TestName = "Mended: user of its own")]
    [TestCase(NaiveDockerfiles.SecondSyncUnlocked, "a second sync that may change versions", TestName = "Mended: second sync unlocked")]
    [Slow(Sample = NaiveDockerfiles.CodeBeforeDependencies)]
    public async Task A_mended_Dockerfile_does_what_a_generated_one_does(string naive, string reason)
    {
        await WriteProjectAsync(uv: naive.Contains("uv sync", StringComparison.Ordinal));
        _image.Write("Dockerfile", OnImages(naive));

        var report = DockerfileFixer.Fix(FileChange.ReadText(Dockerfile), Dockerfile, [Context], _ => true);
        FileChanges.Write([report.ToChange()]);
        await _image.BuildAsync();
        _image.Write("main.py", $"{Code}# {Guid.NewGuid()}\n");
        var ran = PlainLog.StepsThatRan(await _image.BuildAsync());
        var said = await _image.RunAsync("");
        var size = await SizeAsync();

        Assert.That(ran, Has.Some.Contains(". .").And.None.Contains("pip").And.None.Contains("uv sync").And.None.Contains("apt-get"), reason);
        Assert.That(said, Does.Contain("seen True False None False"), report.After);
        Assert.That(DockerfileFixer.Fix(FileChange.ReadText(Dockerfile), Dockerfile, [Context], _ => true).ToDiff(), Is.Empty);
        Assert.That(report.Left.Where(finding => finding.Rule.Name != "UnpinnedBase"), Is.Empty);

        _image.Generate();
        await _image.BuildAsync();
        Assert.That((double)size / await SizeAsync(), Is.LessThanOrEqualTo(1.05), report.After);
    }

    [Test]
    public async Task The_naive_one_installs_again_after_each_change()
    {
        await WriteProjectAsync(uv: false);
        _image.Write("Dockerfile", OnImages(NaiveDockerfiles.CodeBeforeDependencies));

        await _image.BuildAsync();
        _image.Write("main.py", $"{Code}# {Guid.NewGuid()}\n");
        var ran = PlainLog.StepsThatRan(await _image.BuildAsync());

        Assert.That(ran, Has.Some.Contains("pip"));
    }

    // The command that creates a user depends on the image, so the fix needs its name.
    private string OnImages(string dockerfile) => dockerfile
        .Replace("ARG PYTHON_IMAGE\n", $"ARG PYTHON_IMAGE={Sources.PythonImage ?? "python:3.13-slim"}\n", StringComparison.Ordinal)
        .Replace("ARG UV_IMAGE\n", $"ARG UV_IMAGE={Sources.UvImage}\n", StringComparison.Ordinal);

    private string Dockerfile => Path.Combine(_image.Directory, "Dockerfile");

    private LintContext Context => LintContext.Of(Dockerfile, _image.Directory);

    private async Task WriteProjectAsync(bool uv)
    {
        _image = new GeneratedImage(Connection, Sources, $"fix-{Guid.NewGuid():N}", packageManager: uv ? "uv" : "pip");
        await NaiveDockerfiles.WriteProjectAsync(_image, Code, uv);
    }

    private async Task<long> SizeAsync() =>
        long.Parse((await _image.ShellAsync($"docker image inspect -f '{{{{.Size}}}}' {_image.Name}")).Trim(), CultureInfo.InvariantCulture);
}
