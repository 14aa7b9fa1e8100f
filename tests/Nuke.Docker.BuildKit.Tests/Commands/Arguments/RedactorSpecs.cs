using Nuke.Docker.BuildKit.Commands.Arguments;

namespace Nuke.Docker.BuildKit.Tests.Commands.Arguments;

public class RedactorSpecs
{
    [TestCase("hunter22", "login hunter22 ok", "login [REDACTED] ok")]
    [TestCase("hunter22", "hunter22hunter22", "[REDACTED][REDACTED]")]
    [TestCase("hunter22\n", "login hunter22", "login [REDACTED]")]
    [TestCase("-----BEGIN\nAAAABBBBCCCC\nab\n", "read AAAABBBBCCCC and ab", "read [REDACTED] and ab")]
    [TestCase("abc", "abc stays", "abc stays")]
    [TestCase("", "nothing to hide", "nothing to hide")]
    public void A_secret_is_replaced(string secret, string text, string expected)
    {
        var redacted = new Redactor([secret]).Redact(text);

        Assert.That(redacted, Is.EqualTo(expected));
    }

    [Test]
    public void A_secret_within_another_leaves_no_rest()
    {
        var redacted = new Redactor(["pass", "password"]).Redact("my password");

        Assert.That(redacted, Is.EqualTo("my [REDACTED]"));
    }
}
