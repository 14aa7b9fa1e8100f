using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Text.Tests;

public sealed class YamlTextSpecs
{
    [TestCase("app/main.py", "app/main.py")]
    [TestCase("type=local,dest=a", "type=local,dest=a")]
    [TestCase("", "\"\"")]
    [TestCase("8000:80", "\"8000:80\"")]
    [TestCase("yes", "\"yes\"")]
    [TestCase("No", "\"No\"")]
    [TestCase(".inf", "\".inf\"")]
    [TestCase("a b", "\"a b\"")]
    [TestCase("- a", "\"- a\"")]
    public void A_scalar_is_quoted_only_if_it_must_be(string value, string expected) => Assert.That(YamlText.Scalar(value), Is.EqualTo(expected));

    [TestCase("a \"b\" \\ é\n\u2028", "\"a \\\"b\\\" \\\\ é\\u000a\\u2028\"")]
    public void Quotes_hold_any_text(string value, string expected) => Assert.That(YamlText.Quote(value), Is.EqualTo(expected));

    [Test]
    public void A_literal_in_a_compose_file_is_not_a_variable() => Assert.That(YamlText.Literal("$HOME"), Is.EqualTo("\"$$HOME\""));
}
