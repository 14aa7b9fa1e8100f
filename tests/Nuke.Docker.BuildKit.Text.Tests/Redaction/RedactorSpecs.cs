using Nuke.Docker.BuildKit.Text.Redaction;

namespace Nuke.Docker.BuildKit.Text.Tests.Redaction;

public class RedactorSpecs
{
    [TestCase("hunter22", "login hunter22 ok", "login [REDACTED] ok")]
    [TestCase("hunter22", "hunter22hunter22", "[REDACTED][REDACTED]")]
    [TestCase("hunter22\n", "login hunter22", "login [REDACTED]")]
    [TestCase("-----BEGIN\nAAAABBBBCCCC\nab\n", "read AAAABBBBCCCC and ab", "read [REDACTED] and ab")]
    [TestCase("hunter/22?", "https://host/hunter%2F22%3F", "https://host/[REDACTED]")]
    [TestCase("hunter22!", "aHVudGVyMjIh is base64", "[REDACTED]h is base64")]
    [TestCase("abc", "abc stays", "abc stays")]
    [TestCase("", "nothing to hide", "nothing to hide")]
    public void A_known_secret_is_replaced(string secret, string text, string expected)
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

    [Test]
    public void A_text_without_secrets_is_returned_itself()
    {
        const string text = "#12 [builder 4/5] RUN --mount=type=secret,id=token,env=API_TOKEN pip install -r requirements.txt";

        Assert.That(new Redactor(["hunter22"]).Redact(text), Is.SameAs(text));
    }
}
