using Nuke.Docker.BuildKit.Commands.Arguments;
using Nuke.Docker.BuildKit.Text;
using Nuke.Docker.BuildKit.Text.Redaction;

namespace Nuke.Docker.BuildKit.Tests.Commands.Arguments;

public class ArgumentListSpecs
{
    [TestCase("plain", "plain")]
    [TestCase("", "''")]
    [TestCase("two words", "'two words'")]
    [TestCase("it's", "'it'\\''s'")]
    [TestCase("$HOME", "'$HOME'")]
    [TestCase("{\"a\":1}", "'{\"a\":1}'")]
    [TestCase("trailing\\", "'trailing\\'")]
    [TestCase("*.py", "'*.py'")]
    [TestCase("type=local,dest=/a", "type=local,dest=/a")]
    public void The_shown_form_can_be_pasted_into_a_shell(string value, string expected)
    {
        var arguments = new ArgumentList([new Argument(value)]);

        Assert.That(arguments.ToString(), Is.EqualTo(expected));
        Assert.That(arguments.Values, Is.EqualTo(new[] { value }));
    }

    [TestCase("https://user:pass@host/simple", "https://[REDACTED]@host/simple")]
    [TestCase("https://token@host/repo.git#main", "https://[REDACTED]@host/repo.git#main")]
    [TestCase("INDEX=https://u:p@ss@host", "INDEX=https://[REDACTED]@host")]
    [TestCase("https://a:b@one https://c:d@two", "https://[REDACTED]@one https://[REDACTED]@two")]
    [TestCase("ssh://git@host/repo.git", "ssh://git@host/repo.git")]
    [TestCase("https://host/a@b", "https://host/a@b")]
    [TestCase("docker-image://repo/app@sha256:1234", "docker-image://repo/app@sha256:1234")]
    public void Credentials_in_a_URL_are_not_shown(string value, string expected)
    {
        var arguments = new ArgumentListBuilder(Redactor.None).Positional(value).ToArgumentList();

        Assert.That(arguments[0].ToString(), Is.EqualTo(expected));
        Assert.That(arguments[0].Value, Is.EqualTo(value));
    }

    [Test]
    public void A_known_secret_is_not_shown_wherever_it_stands()
    {
        var arguments = new ArgumentListBuilder(new Redactor(["s3cr3t"])).Flag("--label", "a=s3cr3t-b").ToArgumentList();

        Assert.That(arguments.ToString(), Is.EqualTo("--label 'a=[REDACTED]-b'"));
        Assert.That(arguments.Values, Is.EqualTo(new[] { "--label", "a=s3cr3t-b" }));
    }

    [TestCase(0, "0s")]
    [TestCase(1, "1s")]
    [TestCase(0.25, "0.25s")]
    [TestCase(60, "1m")]
    [TestCase(90.5, "1m30.5s")]
    [TestCase(3600, "1h")]
    [TestCase(172800, "48h")]
    [TestCase(-5, "-5s")]
    public void A_duration_is_written_as_Go_reads_it(double seconds, string expected)
    {
        var arguments = new ArgumentListBuilder(Redactor.None).Flag("--timeout", TimeSpan.FromSeconds(seconds)).ToArgumentList();

        Assert.That(arguments.Values, Is.EqualTo(new[] { "--timeout", expected }));
    }

    [Test]
    public void A_value_that_no_process_can_be_given_names_its_flag()
    {
        var builder = new ArgumentListBuilder(Redactor.None);

        Assert.That(
            () => builder.Flag("--label", "a\0b"),
            Throws.TypeOf<InvalidSettingException>().With.Message.StartsWith("--label: a value contains a NUL character"));
    }
}
