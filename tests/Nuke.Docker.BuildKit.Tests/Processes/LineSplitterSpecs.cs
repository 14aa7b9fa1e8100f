using System.Text;
using Nuke.Docker.BuildKit.Processes.Internal;

namespace Nuke.Docker.BuildKit.Tests.Processes;

public class LineSplitterSpecs
{
    [TestCase("a\nb\n", "a|b")]
    [TestCase("a\r\nb\r\n", "a|b")]
    [TestCase("a\nb", "a|b")]
    [TestCase("10%\r20%\r100%\n", "10%|20%|100%")]
    [TestCase("\n\na", "||a")]
    [TestCase("a\r\r\nb", "a||b")]
    [TestCase("a\r\n\nb", "a||b")]
    [TestCase("a\rb\nc", "a|b|c")]
    [TestCase("größe 漢字 🐍\n", "größe 漢字 🐍")]
    [TestCase("", null)]
    public void Bytes_become_lines_however_they_arrive(string text, string? expected)
    {
        var bytes = Encoding.UTF8.GetBytes(text);

        for (var size = 1; size <= Math.Max(1, bytes.Length); size++)
        {
            var lines = new List<string>();
            var splitter = new LineSplitter(lines.Add);
            foreach (var chunk in bytes.Chunk(size))
                splitter.Add(chunk);
            splitter.Complete();

            Assert.That(lines, Is.EqualTo(expected?.Split('|') ?? []), $"in pieces of {size}");
        }
    }

    [Test]
    public void Bytes_that_are_no_text_are_kept_as_replacement_characters()
    {
        var lines = new List<string>();

        new LineSplitter(lines.Add).Add([(byte)'a', 0xFF, (byte)'b', (byte)'\n']);

        Assert.That(lines, Is.EqualTo(new[] { "a\uFFFDb" }));
    }
}
