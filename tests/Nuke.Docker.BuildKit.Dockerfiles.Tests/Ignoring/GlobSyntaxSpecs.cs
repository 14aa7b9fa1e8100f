using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;

namespace Nuke.Docker.BuildKit.Dockerfiles.Tests.Ignoring;

/// <summary>BuildKit compares each line with <c>.</c> before it reads files. An error behind a part that does not match is not detected.</summary>
public sealed class GlobSyntaxSpecs
{
    [TestCase("[", "no ']'")]
    [TestCase("a[", "no ']'")]
    [TestCase("?[", "no ']'")]
    [TestCase("*[", "no ']'")]
    [TestCase("**[", "no ']'")]
    [TestCase("ab[c", "no ']'")]
    [TestCase("[a-", "no ']'")]
    [TestCase("[^", "no ']'")]
    [TestCase(@"[\", "no ']'")]
    [TestCase(@"[a\]", "no ']'")]
    [TestCase("[*", "no ']'", Description = "A star in brackets is none")]
    [TestCase("[]", "must be escaped")]
    [TestCase("[]a]", "must be escaped")]
    [TestCase("[^]", "must be escaped")]
    [TestCase("[-a]", "must be escaped")]
    [TestCase("[a-]", "must be escaped")]
    [TestCase("[a--]", "must be escaped")]
    [TestCase(@"\", "a backslash at the end")]
    [TestCase(@"a\", "a backslash at the end")]
    [TestCase(@"*\", "a backslash at the end")]
    [TestCase(@"a\\\", "a backslash at the end")]
    [TestCase("a[]]", "must be escaped", Description = "Errors after a mismatch in the same part are detected")]
    // Errors after a part that matches the dot
    [TestCase(".*[", "no ']'")]
    [TestCase(@"\.*[", "no ']'")]
    [TestCase("?*[", "no ']'")]
    [TestCase("[.]*[", "no ']'")]
    [TestCase("[x.]*[", "no ']'")]
    [TestCase("[+-9]*[", "no ']'")]
    [TestCase("[^a]*[", "no ']'")]
    [TestCase("*.*[", "no ']'")]
    [TestCase("*?*[", "no ']'")]
    public void An_invalid_line_is_reported(string line, string problem) =>
        Assert.That(Assert.Throws<DockerignoreException>(() => DockerignoreFile.Parse(line))!.Problem, Does.Contain(problem).And.Contain($"'{line}'"));

    [TestCase("a*[")]
    [TestCase("..*[")]
    [TestCase("[^.]*[")]
    [TestCase("[a-z]*[")]
    [TestCase("[/-9]*[")]
    [TestCase(@"\a*[")]
    [TestCase("*a*[")]
    [TestCase("??*[")]
    public void An_error_after_a_part_that_does_not_match_is_not_detected(string line) => Assert.That(DockerignoreFile.Parse(line).Rules, Has.Length.EqualTo(1));

    [TestCase("[a]")]
    [TestCase("[^a]")]
    [TestCase("[a-z]")]
    [TestCase("[a-z0-9]")]
    [TestCase(@"[\]]")]
    [TestCase(@"[\-a]")]
    [TestCase(@"[a-\-]")]
    [TestCase("[^^]")]
    [TestCase("[😀]")]
    [TestCase("[😀-😂]x")]
    [TestCase("[[]")]
    [TestCase("]")]
    [TestCase("a]*")]
    [TestCase("[a*b]c*")]
    [TestCase(@"\*\[")]
    [TestCase("?")]
    [TestCase("***")]
    public void A_valid_line_is_read(string line) => Assert.That(DockerignoreFile.Parse(line).Rules.Single().Text, Is.EqualTo(line));
}
