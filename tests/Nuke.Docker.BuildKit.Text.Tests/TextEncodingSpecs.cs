using System.Text;

namespace Nuke.Docker.BuildKit.Text.Tests;

public class TextEncodingSpecs
{
    [TestCase("utf-16", true, "UTF-16")]
    [TestCase("utf-16", false, "UTF-16")]
    [TestCase("utf-16BE", true, "UTF-16")]
    [TestCase("utf-32", true, "UTF-32")]
    [TestCase("utf-8", true, null)]
    [TestCase("utf-8", false, null)]
    [TestCase("latin1", false, null)]
    public void A_wide_encoding_is_detected(string name, bool withMark, string? expected)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] bytes = [.. withMark ? encoding.GetPreamble() : [], .. encoding.GetBytes("FROM scratch\nCOPY . /\n")];

        Assert.That(TextEncoding.Wide(bytes), Is.EqualTo(expected));
    }

    [TestCase("a\nb\n", null)]
    [TestCase("a\nü\n", 2)]
    [TestCase("ü", 1)]
    public void The_first_line_that_is_not_UTF_8_is_found(string text, int? expected) =>
        Assert.That(TextEncoding.InvalidLine(Encoding.Latin1.GetBytes(text)), Is.EqualTo(expected));

    [Test]
    public void Letters_outside_ASCII_are_UTF_8() => Assert.That(TextEncoding.InvalidLine("größe\n日本\n"u8), Is.Null);
}
