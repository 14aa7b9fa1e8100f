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

    [TestCase("utf-16", "is in UTF-16")]
    [TestCase("latin1", "is not in UTF-8: line 2 has a letter in another encoding, such as Latin-1")]
    [TestCase("utf-8", null)]
    public void A_problem_is_a_clause_of_a_sentence(string name, string? expected)
    {
        var encoding = Encoding.GetEncoding(name);

        Assert.That(TextEncoding.Problem([.. encoding.GetPreamble(), .. encoding.GetBytes("a\nü\n")]), Is.EqualTo(expected));
    }

    [Test]
    public void Lines_are_found_and_read_in_any_encoding()
    {
        var bytes = Encoding.Latin1.GetBytes("a\nü\r\nb\n# ß");

        Assert.That(TextEncoding.InvalidLines(bytes), Is.EqualTo([2, 4]));
        Assert.That(new[] { 2, 4, 5 }.Select(number => TextEncoding.Line(bytes, number)), Is.EqualTo(["ü", "# ß", ""]));
    }

    [Test]
    public void Letters_outside_ASCII_are_UTF_8() => Assert.That(TextEncoding.InvalidLine("größe\n日本\n"u8), Is.Null);
}
