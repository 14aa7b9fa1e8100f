using System.Text;

namespace Nuke.Docker.BuildKit.Python.Tests.Toml;

/// <summary>Documents by chance, of every notation; nearly all of them valid, the rest just missing it (a table defined twice).</summary>
internal sealed class RandomToml(Random random)
{
    private const string Replacements = "\"'[]{},.=# \n\r_0e-:Tx";
    private static readonly string[] s_names = ["a", "b", "c", "d-e", "f_g", "1", "true", "\"a\"", "'b'", "\"x y\"", "\"é\"", "\"\"", "\"\\u0061\""];
    private static readonly string[] s_scalars =
    [
        "0", "-0", "+7", "1_000", "0xFF", "0o17", "0b11", "9223372036854775807", "1.5", "-0.0", "1e3", "6.02E+23", "1_0.0_1e-0_3", "inf", "-nan",
        "true", "false", "1979-05-27", "07:32:00", "07:32:00.123456789", "1979-05-27T07:32:00", "1979-05-27 07:32:00.5Z", "2000-02-29t00:00:00-23:59",
        "\"\"", "\"x\"", "\"\\t\\\"\\\\\\u00e9\\U0001F600\"", "'C:\\x'", "\"\"\"a\n  b \\\n   c\"\"\"", "'''\nx'y''z'''''", "\"\"\"\"q\"\"\"\"\"", "\"é😀\"",
    ];

    public string Document()
    {
        var text = new StringBuilder();
        var lines = random.Next(1, 12);
        for (var i = 0; i < lines; i++)
            text.Append(Line()).Append(Pick("", "", " ", "\t# é")).Append(Pick("\n", "\n", "\r\n"));
        return text.ToString();
    }

    /// <summary>A few characters put in, taken out or swapped.</summary>
    public string Mutated(string document)
    {
        var text = new StringBuilder(document);
        for (var i = random.Next(1, 4); i > 0 && text.Length > 1; i--)
        {
            var at = random.Next(text.Length);
            // Half of a surrogate pair can't be handed over as UTF-8.
            if (char.IsSurrogate(text[at]))
                continue;
            switch (random.Next(3))
            {
                case 0: text.Insert(at, Pick("\"", "'", "[", "]", "{", "}", ",", ".", "=", "#", "\\", "\n", "\r", " ", "_", "0", "-", "+", "e", ":", "\0", "\u007f", "T", "é", "\"\"\"", "\ud83d\ude00")); break;
                case 1: text.Remove(at, 1); break;
                default: text[at] = Replacements[random.Next(Replacements.Length)]; break;
            }
        }

        return text.ToString();
    }

    private string Line() => random.Next(10) switch
    {
        0 => "",
        1 => "# comment",
        2 => $"[{Key()}]",
        3 => $"[[{Key()}]]",
        _ => $"{Key()}{Pick("=", " = ", "\t=\t")}{Value(3)}",
    };

    private string Key() => string.Join(Pick(".", ".", " . "), Enumerable.Range(0, random.Next(1, 4)).Select(_ => Pick(s_names)));

    private string Value(int depth) => depth == 0 ? Pick(s_scalars) : random.Next(8) switch
    {
        0 => $"[{Pick("", " ", "\n")}{string.Join(Pick(",", ", ", " ,\n# c\n"), Enumerable.Range(0, random.Next(4)).Select(_ => Value(depth - 1)))}{Pick("", "\n", " ")}]",
        1 => $"{{ {string.Join(", ", Enumerable.Range(0, random.Next(4)).Select(_ => $"{Key()} = {Value(depth - 1)}"))} }}",
        _ => Pick(s_scalars),
    };

    private string Pick(params string[] choices) => choices[random.Next(choices.Length)];
}
