using System.Text;
using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Parsing.Internal;

/// <summary>Words between blanks, where quotes hold a word together and stay in it.</summary>
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

    /// <returns>The position behind the word.</returns>
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

            // Within single quotes nothing is escaped; as the very last character it is dropped.
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
