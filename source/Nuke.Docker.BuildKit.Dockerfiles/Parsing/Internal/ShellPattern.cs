using System.Text;
using System.Text.RegularExpressions;

namespace Nuke.Docker.BuildKit.Dockerfiles.Parsing.Internal;

/// <summary>Matches the patterns of <c>${x#p}</c>, <c>${x%p}</c> and <c>${x/p/r}</c>: <c>*</c> and <c>?</c>, without brackets.</summary>
internal static class ShellPattern
{
    // A character outside of the basic plane is two in .NET and one in Go.
    private const string AnyRune = @"(?:[\uD800-\uDBFF][\uDC00-\uDFFF]|.)";

    public static string TrimStart(string value, string pattern, bool greedy)
    {
        var match = Convert(pattern, greedy, anchored: true).Match(value);
        return match.Success ? value[match.Length..] : value;
    }

    /// <summary>Finds the shortest match at the end, as the shortest match at the start of the reversed text.</summary>
    public static string TrimEnd(string value, string pattern, bool greedy) => Reverse(TrimStart(Reverse(value), ReversePattern(pattern), greedy));

    public static string Replace(string value, string pattern, string replacement, bool all)
    {
        var expression = Convert(pattern, greedy: true, anchored: false);
        // Go expands $0 etc. only in the text of a global replacement.
        return all ? expression.Replace(value, match => Template(replacement, match.Value)) : expression.Replace(value, _ => replacement, 1);
    }

    private static string Template(string template, string match)
    {
        var result = new StringBuilder();
        for (var position = 0; position < template.Length; position++)
        {
            if (template[position] != '$' || position + 1 == template.Length)
            {
                result.Append(template[position]);
                continue;
            }

            if (template[position + 1] == '$')
            {
                result.Append('$');
                position++;
                continue;
            }

            var brace = template[position + 1] == '{';
            var start = position + (brace ? 2 : 1);
            var end = start;
            while (end < template.Length && (char.IsLetterOrDigit(template[end]) || template[end] == '_'))
                end++;
            if (end == start || (brace && (end == template.Length || template[end] != '}')))
            {
                result.Append('$');
                continue;
            }

            if (template.AsSpan(start, end - start) is "0")
                result.Append(match);
            position = brace ? end : end - 1;
        }

        return result.ToString();
    }

    private static Regex Convert(string pattern, bool greedy, bool anchored)
    {
        var expression = new StringBuilder(anchored ? "^" : "");
        for (var position = 0; position < pattern.Length; position++)
        {
            var character = pattern[position];
            switch (character)
            {
                case '*':
                    expression.Append(greedy ? ".*" : ".*?");
                    continue;
                case '?':
                    expression.Append(AnyRune);
                    continue;
                case '\\' when position + 1 < pattern.Length && pattern[position + 1] is '}' or '/':
                    continue;
                case '\\':
                    character = ++position < pattern.Length ? pattern[position] : '\uFFFD';
                    if (character is not ('*' or '?' or '\\'))
                        throw new InvalidInstructionException($"invalid pattern ({pattern}) in substitution: invalid escape '\\{character}'");
                    break;
            }

            expression.Append(Regex.Escape(character.ToString()));
        }

        return new Regex(expression.ToString(), RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));
    }

    private static string ReversePattern(string pattern)
    {
        var result = new char[pattern.Length];
        for (var position = 0; position < pattern.Length; position++)
        {
            var target = pattern.Length - 1 - position;
            if (pattern[position] == '\\' && position + 1 < pattern.Length)
            {
                result[target - 1] = '\\';
                result[target] = pattern[++position];
            }
            else
            {
                result[target] = pattern[position];
            }
        }

        return Paired(result);
    }

    private static string Reverse(string text)
    {
        var characters = text.ToCharArray();
        Array.Reverse(characters);
        return Paired(characters);
    }

    // Reversing has also reversed the halves of each pair.
    private static string Paired(char[] reversed)
    {
        for (var position = 0; position + 1 < reversed.Length; position++)
        {
            if (!char.IsSurrogatePair(reversed[position + 1], reversed[position]))
                continue;
            (reversed[position], reversed[position + 1]) = (reversed[position + 1], reversed[position]);
            position++;
        }

        return new string(reversed);
    }
}
