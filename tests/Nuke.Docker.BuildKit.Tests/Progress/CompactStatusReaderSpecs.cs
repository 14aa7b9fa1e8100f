using System.Text;
using System.Text.Json;
using DockerTestSupport.Recordings;
using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Progress.Internal;

namespace Nuke.Docker.BuildKit.Tests.Progress;

/// <summary>The quick reader reads what buildx writes, and nothing that the complete reader would read differently.</summary>
public sealed class CompactStatusReaderSpecs
{
    // What changes the meaning of JSON, of a time or of base64, besides a letter and a digit.
    private const string Alphabet = "\"\\{}[],:. \tnulltrue0159-+TZ=/éA\ud800\u0001\u007f";

    private static readonly string[] s_lines = [.. Recording.Names.SelectMany(Recording.Lines).Where(line => line.StartsWith('{')).Distinct()];

    [Test]
    public void Nearly_all_recorded_updates_are_read()
    {
        var read = s_lines.Count(line => Read(line) is not null);

        Assert.That(s_lines, Has.Length.GreaterThan(1000));
        Assert.That(read, Is.GreaterThan(s_lines.Length * 9 / 10));
    }

    [Test]
    public void A_recorded_update_is_read_as_by_the_complete_reader() => Assert.Multiple(() => Array.ForEach(s_lines, Compare));

    [Test]
    public void A_changed_update_is_read_as_by_the_complete_reader_or_not_at_all()
    {
        var random = new Random(20_261_129);
        var changed = Enumerable.Range(0, 50_000).Select(_ => Change(s_lines[random.Next(s_lines.Length)], random)).ToList();

        foreach (var line in changed)
            Compare(line);

        // Both sides of the comparison occur.
        Assert.That(changed.Count(line => Read(line) is not null), Is.InRange(5_000, 45_000));
    }

    [TestCase("""{"vertexes":[{"digest":"a","name":"RUN a \u0026\u0026 echo \"\\n\" \t\/"}]}""", "RUN a && echo \"\\n\" \t/")]
    [TestCase("""{"vertexes":[{"name":"","digest":"a"}]}""", "")]
    public void Escapes_are_resolved(string line, string name) => Assert.That(Read(line)!.Vertexes.Single().Name, Is.EqualTo(name));

    [TestCase("""{}""")]
    [TestCase("""{"vertexes":[]} x""")]
    [TestCase("""{ "vertexes":[]}""")]
    [TestCase("""{"vertexes":null}""")]
    [TestCase("""{"warnings":[]}""")]
    [TestCase("{\"vertexes\":[{\"name\":\"\u0001\"}]}")]
    [TestCase("""{"vertexes":[{"name":"\ud83d\ude00"}]}""")]
    [TestCase("""{"vertexes":[{"started":"2026-02-29T00:00:00Z"}]}""")]
    [TestCase("""{"vertexes":[{"started":"2026-01-01T00:00:60Z"}]}""")]
    [TestCase("""{"vertexes":[{"started":"2026-01-01T00:00:00+01:00"}]}""")]
    [TestCase("""{"vertexes":[{"progressGroup":{"id":"g"}}]}""")]
    [TestCase("""{"statuses":[{"current":01}]}""")]
    [TestCase("""{"statuses":[{"current":1.5}]}""")]
    [TestCase("""{"statuses":[{"current":1234567890123456789}]}""")]
    [TestCase("""{"logs":[{"data":"YQ"}]}""")]
    [TestCase("""{"logs":[{"data":"YQ= ="}]}""")]
    [TestCase("""{"logs":[{"data":"YQ==}]}""")]
    [TestCase("""{"logs":[{"data":"YQ==\""")]
    public void The_unusual_is_left_to_the_complete_reader(string line) => Assert.That(Read(line), Is.Null);

    // Texts of other lines must make no difference.
    private readonly RecentTexts _recent = new();

    private SolveStatus? Read(string line) => CompactStatusReader.Read(line, _recent);

    private void Compare(string line)
    {
        if (Read(line) is not { } quick)
            return;
        var complete = SolveStatusReader.Read(Encoding.UTF8.GetBytes(line));
        if (JsonSerializer.Serialize(quick) != JsonSerializer.Serialize(complete))
            Assert.Fail($"{line}\n{JsonSerializer.Serialize(quick)}\n{JsonSerializer.Serialize(complete)}");
    }

    private static string Change(string line, Random random)
    {
        var text = new StringBuilder(line);
        for (var changes = random.Next(1, 4); changes > 0 && text.Length > 1; changes--)
        {
            var place = random.Next(text.Length);
            var character = Alphabet[random.Next(Alphabet.Length)];
            _ = random.Next(4) switch
            {
                0 => text.Remove(place, 1),
                1 => text.Insert(place, character),
                2 => text.Remove(place, Math.Min(random.Next(1, 20), text.Length - place)),
                _ => text.Remove(place, 1).Insert(place, character),
            };
        }

        return text.ToString();
    }
}
