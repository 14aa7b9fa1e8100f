using Nuke.Docker.BuildKit.Builds.Bake;
using Nuke.Docker.BuildKit.Builds.Bake.Internal;

namespace Nuke.Docker.BuildKit.Tests.Builds.Bake;

public sealed class BakeTextSpecs
{
    [TestCase("plain $HOME 100%", "plain $HOME 100%")]
    [TestCase("${HOME}", "$${HOME}")]
    [TestCase("%{if}", "%%{if}")]
    [TestCase("$${x}", "${\"$\"}$${x}")]
    [TestCase("$$${x}", "${\"$\"}${\"$\"}$${x}")]
    [TestCase("$%{x}", "$%%{x}")]
    [TestCase("a$", "a$")]
    public void A_literal_is_escaped_and_comes_back(string literal, string template)
    {
        BakeText text = literal;

        Assert.That((text.Template, text.Literal), Is.EqualTo((template, literal)));
    }

    [TestCase("acme/api:${TAG}")]
    [TestCase("%{ if X }a%{ endif }")]
    public void A_template_has_no_literal(string template) => Assert.That(new BakeText(template).Literal, Is.Null);

    [TestCase("a\"b\\c\nd\te\u0001", "\"a\\\"b\\\\c\\nd\\te\\u0001\"")]
    [TestCase("${upper(\"x\")}-\"y\"", "\"${upper(\"x\")}-\\\"y\\\"\"")]
    [TestCase("${join(\",\", [for a in B : \"}${a}\"])}\"", "\"${join(\",\", [for a in B : \"}${a}\"])}\\\"\"")]
    [TestCase("$${\"a\"}", "\"$${\\\"a\\\"}\"")]
    [TestCase("%%{\"a\"}", "\"%%{\\\"a\\\"}\"")]
    [TestCase("größer ✓", "\"größer ✓\"")]
    public void HCL_quotes_texts_and_leaves_expressions_alone(string template, string hcl) => Assert.That(HclText.Quoted(template), Is.EqualTo(hcl));
}
