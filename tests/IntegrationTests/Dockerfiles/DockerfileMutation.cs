namespace IntegrationTests.Dockerfiles;

/// <summary>Dockerfiles with small random changes, the same ones for the same seed.</summary>
internal static class DockerfileMutation
{
    private static readonly string[] s_pieces =
    [
        "\\", "\\\n", "\n", "\"", "'", "[", "]", "$", "${", "}", "<<EOF", "\nEOF\n", "#", "=", " ", "\t", "--", "--from=", "--mount=type=cache,target=/c ",
        ",", "/", ":-", "RUN ", "ENV ", "COPY ", "FROM scratch\n", " AS x", "ONBUILD ", "`", "# escape=`\n",
    ];

    public static IEnumerable<string> Of(IReadOnlyList<string> healthy, int count, int seed)
    {
        var random = new Random(seed);
        for (var index = 0; index < count; index++)
        {
            var text = healthy[random.Next(healthy.Count)];
            for (var accident = random.Next(1, 4); accident > 0; accident--)
                text = Happen(text, random, healthy);
            yield return text;
        }
    }

    private static string Happen(string text, Random random, IReadOnlyList<string> healthy)
    {
        var at = random.Next(text.Length + 1);
        switch (random.Next(5))
        {
            case 0:
                return text.Insert(at, s_pieces[random.Next(s_pieces.Length)]);
            case 1 when text.Length > 0:
                var start = random.Next(text.Length);
                return text.Remove(start, Math.Min(random.Next(1, 4), text.Length - start));
            case 2:
                var lines = text.Split('\n').ToList();
                lines.Insert(random.Next(lines.Count), lines[random.Next(lines.Count)]);
                return string.Join('\n', lines);
            case 3:
                return text + string.Join('\n', healthy[random.Next(healthy.Count)].Split('\n').Skip(1));
            default:
                return text.Insert(at, s_pieces[random.Next(s_pieces.Length)]);
        }
    }
}
