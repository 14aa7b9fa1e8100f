using System.Text;
using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Parsing.Internal;

/// <summary>Splits words at whitespace outside quotes, and keeps the quotes.</summary>
internal static class WordSplitter
{
    public static List<DockerfileWord> Split(TextSlice slice, char escape)
    {
        var words = new List<DockerfileWord>();
        var chars = slice.Chars;
        var word = new StringBuilder();
        var position = 0;
        while (position < chars.Length)
        {
            if (char.IsWhiteSpace(chars[position]))
            {
                position++;
                continue;
            }

            var start = position;
            position = Word(chars, position, escape, word.Clear());
            if (word.Length > 0)
                words.Add(slice.Part(start, position).Word with { Text = word.ToString() });
        }

        return words;
    }

    /// <returns>The position after the word.</returns>
    private static int Word(ReadOnlySpan<char> chars, int position, char escape, StringBuilder word)
    {
        var quote = '\0';
        for (; position < chars.Length; position++)
        {
            var character = chars[position];
            if (quote == '\0' && char.IsWhiteSpace(character))
                break;
            if (quote == '\0' && character is '"' or '\'')
                quote = character;
            else if (character == quote)
                quote = '\0';

            // Single quotes disable escaping. As the last character, the escape character is dropped.
            if (character == escape && quote != '\'')
            {
                if (position + 1 == chars.Length)
                    continue;
                word.Append(character);
                character = chars[++position];
            }

            word.Append(character);
        }

        return position;
    }
}
