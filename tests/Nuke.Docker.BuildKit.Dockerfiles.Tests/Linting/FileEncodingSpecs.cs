using System.Text;
using Nuke.Docker.BuildKit.Dockerfiles.Linting;
using TestSupport;

namespace Nuke.Docker.BuildKit.Dockerfiles.Tests.Linting;

/// <summary>Files of a build in an encoding that their readers don't understand.</summary>
public sealed class FileEncodingSpecs
{
    private const string Pip = "FROM a:1\nCOPY requirements.txt /tmp/\nRUN --mount=type=cache,target=/root/.cache/pip pip install -r /tmp/requirements.txt\n";
    private const string Uv = "FROM a:1\nCOPY requirements.txt .\nRUN --mount=type=cache,target=/root/.cache/uv uv pip install -r requirements.txt\n";

    private readonly TemporaryDirectory _folder = new();

    [TearDown]
    public void Delete() => _folder.Dispose();

    [TestCase("FROM a:1\nRUN echo größe\n", "NDB000", "line 2 is not in UTF-8, so that the build fails")]
    [TestCase("FROM a:1\nCOPY größe /\n", "NDB000", "line 2 is not in UTF-8, so that the build fails")]
    [TestCase("FROM a:1\nLABEL size=größe\n", "NDB031", "line 2 is not in UTF-8, so that LABEL gets another letter")]
    [TestCase("FROM a:1\n# größe\nUSER 1\n", null, null)]
    public void A_Dockerfile_in_Latin_1_is_reported(string dockerfile, string? rule, string? told)
    {
        var found = Lint(dockerfile, Encoding.Latin1);

        Assert.That(found.Select(finding => finding.Rule.Id), Is.EqualTo(rule is null ? [] : new[] { rule }));
        if (told is not null)
            Assert.That(found.Single().Message, Does.Contain(told).And.Contain("utf8NoBOM"));
    }

    [Test]
    public void A_Dockerfile_with_a_byte_order_mark_is_not_reported() =>
        Assert.That(Lint("FROM a:1\nRUN echo größe\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)), Is.Empty);

    [TestCase("*.lög\n", "line 1 is not in UTF-8, so that its pattern matches no file")]
    [TestCase("# größe\n*.log\n", null)]
    public void An_ignore_file_in_Latin_1_is_reported(string ignore, string? told)
    {
        Write(".dockerignore", ignore, Encoding.Latin1);

        var found = Lint("FROM a:1\nUSER 1\n", Encoding.UTF8);

        Assert.That(found.Select(finding => finding.Message), told is null ? Is.Empty : Has.One.Contains(told));
    }

    [TestCase(Pip, "latin1", "line 1 is not in UTF-8, which pip can't read")]
    [TestCase(Uv, "latin1", "line 1 is not in UTF-8, which uv can't read")]
    [TestCase(Uv, "utf-16", "it is in UTF-16, which uv can't read")]
    [TestCase(Pip, "utf-16", null)]
    [TestCase(Pip, "utf-8", null)]
    public void A_requirements_file_is_reported_if_its_reader_fails(string dockerfile, string encoding, string? told)
    {
        Write("requirements.txt", "# größe\nflask\n", Encoding.GetEncoding(encoding));

        var found = Lint(dockerfile, Encoding.UTF8).Where(finding => finding.Rule.Id == "NDB031").ToList();

        Assert.That(found.Select(finding => finding.Message), told is null ? Is.Empty : Has.One.Contains(told));
    }

    [Test]
    public void A_file_without_byte_order_mark_and_one_that_is_included_are_reported()
    {
        Write("requirements.txt", "-r other/base.txt\n", Encoding.UTF8);
        Write("other/base.txt", "flask\n", new UnicodeEncoding(bigEndian: false, byteOrderMark: false));

        var found = Lint(Pip, Encoding.UTF8).Single(finding => finding.Rule.Id == "NDB031");

        Assert.That(found.Path, Does.EndWith("other/base.txt"));
        Assert.That(found.Message, Does.Contain("it is in UTF-16, which pip can't read"));
    }

    [Test]
    public void A_declaration_of_the_encoding_is_read_as_pip_reads_it()
    {
        Write("requirements.txt", "# -*- coding: latin-1 -*-\n# größe\nflask\n", Encoding.Latin1);

        Assert.That(Lint(Pip, Encoding.UTF8).Select(finding => finding.Rule.Id), Has.None.EqualTo("NDB031"));
        Assert.That(Lint(Uv, Encoding.UTF8).Select(finding => finding.Rule.Id), Has.One.EqualTo("NDB031"));
    }

    private IReadOnlyList<LintFinding> Lint(string dockerfile, Encoding encoding)
    {
        Write("Dockerfile", dockerfile, encoding);
        return [.. DockerfileLinter.LintFile(Path.Combine(_folder.Path, "Dockerfile")).Findings.Where(finding => finding.Rule.Id is "NDB000" or "NDB031")];
    }

    private void Write(string name, string text, Encoding encoding)
    {
        var path = Path.Combine(_folder.Path, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text, encoding);
    }
}
