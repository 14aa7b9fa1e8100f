using System.Text;

namespace IntegrationTests.Dockerignore;

/// <summary>A folder and an ignore file, made from a seed: few names, so that patterns match, and every character with a special meaning.</summary>
internal sealed class RandomContext(int seed)
{
    private static readonly string[] s_names =
    [
        "a", "b", "ab", "abc", "A", "foo", "foo.py", "foo.pyc", "bar", "bar.md", "foo bar", ".env", "..a", "1", "12", "é", "日本", "😀",
        "[x]", "a*b", "^c", "-", "#c", "!n", "x\\y", "d", "a.b.c", "node_modules", "__pycache__", "new\nline", "{a}", "(b)", "a+b", "$d", "|",
    ];

    private static readonly string[] s_wild =
    [
        "*", "?", "**", "***", "a*", "*.py", "*.py?", "f?o", "[a-b]", "[^a]", "[!a]", "[ab]*", "*b", "**b", "a**", "a**b", "\\a", "\\*", "\\[x\\]", "\\d",
        "\\w*", "\\Q*", "[[:alpha:]]*", "[*]", "[?]", "[a*]b", "^*", "[\\d]", "[\\]]", "\\pL*", "\\n", "\\x61", "\\b*", "*\\b", "[a-]", "..", ".", "\\141",
        "[^\\w]*", "**.py", "*é", "?", "\\😀", "[日-本]*", "a|b*", "|*", "*|a", "{a}*", "a{2}*", "[ab]{2}", "[ab]{1,2}", "?{2}", "?{2,}", "*{2}",
        "\\p{Lu}*", "\\x{61}*", "{2}*", "\\p{^L}", "a|{2}*", "?{0}a", "^{0}b*",
    ];

    private readonly Random _random = new(seed);

    /// <summary>Makes the folder's content.</summary>
    public void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        WriteFolder(folder, depth: 0);
        File.WriteAllText(Path.Combine(folder, ".dockerignore"), IgnoreFile());
    }

    private void WriteFolder(string folder, int depth)
    {
        foreach (var name in _random.GetItems(s_names, depth == 0 ? 9 : _random.Next(5)).Distinct())
        {
            var path = Path.Combine(folder, name);
            switch (_random.Next(10))
            {
                case 0:
                    File.CreateSymbolicLink(path, _random.Next(2) == 0 ? "a" : "../b");
                    break;
                case < 6 when depth < 4:
                    Directory.CreateDirectory(path);
                    WriteFolder(path, depth + 1);
                    break;
                default:
                    File.WriteAllText(path, string.Concat(Enumerable.Repeat(name, depth + 1)));
                    break;
            }
        }
    }

    private string IgnoreFile()
    {
        var text = new StringBuilder(_random.Next(12) == 0 ? "\uFEFF" : "");
        for (var line = _random.Next(1, 7); line > 0; line--)
            text.Append(Line()).Append(_random.Next(10) == 0 ? "\r\n" : "\n");
        return text.ToString();
    }

    private string Line()
    {
        var pattern = _random.Next(8) == 0 ? Noise() : string.Join('/', Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Segment()));
        pattern = _random.Next(12) switch
        {
            0 => $"/{pattern}",
            1 => $"./{pattern}",
            2 => $"{pattern}/",
            3 => $"  {pattern}\t",
            4 => $"**/{pattern}",
            5 => $"{pattern}/**",
            6 => $"{pattern}//.",
            _ => pattern,
        };
        return _random.Next(20) switch
        {
            < 5 => $"!{pattern}",
            5 => $"! {pattern}",
            6 => $"#{pattern}",
            _ => pattern,
        };
    }

    private string Segment() => _random.Next(3) == 0 ? Pick(s_wild) : Pick(s_names);

    private string Noise() =>
        string.Concat(
            Enumerable.Range(0, _random.Next(1, 6))
                .Select(_ => _random.Next(4) == 0 ? Pick(s_wild) : Pick(["a", "b", "*", "?", "[", "]", "^", "-", "\\", "/", ".", "!", "é", "1"])));

    private string Pick(string[] choices) => choices[_random.Next(choices.Length)];
}
