using Nuke.Docker.BuildKit.Text.Redaction;

namespace Nuke.Docker.BuildKit.Text.Tests.Redaction;

public class SecretTextSpecs
{
    [TestCase("hunter2", new[] { "hunter2" })]
    [TestCase("correct horse battery", new[] { "correct horse battery" })]
    [TestCase("https://user:hunter2@host/simple", new[] { "https://user:hunter2@host/simple", "hunter2", "hunter2" })]
    [TestCase("[global]\nindex-url = https://user:hunter%212@host/simple\ntimeout = 60", new[] { "hunter%212", "hunter!2" })]
    [TestCase("machine host\nlogin app\npassword hunter2", new[] { "hunter2" })]
    [TestCase("{\n  \"type\": \"service_account\",\n  \"private_key\": \"MIIEvQIBADANB\"\n}", new[] { "MIIEvQIBADANB" })]
    [TestCase("-----BEGIN KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQ\n-----END KEY-----", new[] { "MIIEvQIBADANBgkqhkiG9w0BAQ" })]
    [TestCase("", new string[0])]
    public void The_secret_words_of_a_secret_are_found(string secret, string[] expected) => Assert.That(SecretText.Values(secret), Is.EqualTo(expected));
}
