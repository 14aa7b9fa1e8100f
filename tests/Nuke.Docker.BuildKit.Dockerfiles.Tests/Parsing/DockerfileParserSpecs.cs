using Nuke.Docker.BuildKit.Dockerfiles.Parsing;
using TestSupport;

namespace Nuke.Docker.BuildKit.Dockerfiles.Tests.Parsing;

public sealed class DockerfileParserSpecs
{
    // One test for the whole table: some rows contain characters that are not allowed in test names.
    [Test]
    public void The_parser_accepts_and_rejects_the_same_files_as_BuildKit() =>
        Assert.That(
            NastyDockerfiles.All
                .Where(row => NastyDockerfile.Verdict(row.Text) is null != row.Line is null)
                .Select(row => $"{row}: {NastyDockerfile.Verdict(row.Text)}"),
            Is.Empty);

    [Test]
    public void The_parser_names_the_line_that_BuildKit_names() =>
        Assert.That(
            NastyDockerfiles.All
                .Where(row => row.Line > 0 && !row.IsCountedOtherwise && NastyDockerfile.RefusedLine(row.Text) != row.Line)
                .Select(row => $"{row}: {NastyDockerfile.RefusedLine(row.Text)}"),
            Is.Empty);

    [TestCase("FROM scratch\nRUNN a\n", "Dockerfile: dockerfile parse error on line 2: unknown instruction: RUNN. Did you mean RUN?")]
    [TestCase("FROM scratch\nCOPY --form=a b c\n", "Dockerfile: dockerfile parse error on line 2: unknown flag: --form. Did you mean --from?")]
    [TestCase(
        "FROM scratch\nENV a=b c\n",
        "Dockerfile: dockerfile parse error on line 2: Syntax error - can't find = in \"c\". Must be of the form: name=value. "
        + "Put a value with spaces in quotes")]
    [TestCase("ARG A\n", "Dockerfile: dockerfile contains no stages to build. Add FROM")]
    public void An_error_names_the_place_and_the_correction(string text, string message) =>
        Assert.That(Assert.Throws<DockerfileParseException>(() => Dockerfile.Parse(text))!.Message, Is.EqualTo(message));

    // Not in the table, because BuildKit asks the frontend for its checks.
    [Test]
    public void A_frontend_without_a_name_is_rejected() =>
        Assert.That(
            Dockerfile.Parse("# syntax= \nFROM scratch\n").Problems.Select(problem => problem.Message),
            Is.EqualTo(["invalid context name : invalid reference format"]));

    [Test]
    public void A_byte_order_mark_and_Windows_line_breaks_are_preserved()
    {
        var path = Path.GetTempFileName();
        byte[] bytes = [0xEF, 0xBB, 0xBF, .. "FROM scratch\r\nRUN a \\\r\n  b\r\n"u8];
        File.WriteAllBytes(path, bytes);

        var dockerfile = Dockerfile.Read(path);
        File.Delete(path);

        Assert.That(System.Text.Encoding.UTF8.GetBytes(dockerfile.Text), Is.EqualTo(bytes));
        Assert.That((dockerfile.NewLine, dockerfile.Instructions[1].Text), Is.EqualTo(("\r\n", "RUN a   b")));
    }
}
