using System.Text;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions;

namespace Nuke.Docker.BuildKit.Dockerfiles.Parsing.Internal;

/// <summary>Splits the flags, <c>--name=value</c>, from an instruction's arguments.</summary>
internal static class FlagSplitter
{
    /// <returns>The text after the flags.</returns>
    public static TextSlice Split(TextSlice slice, char escape, List<InstructionFlag> flags)
    {
        var chars = slice.Chars;
        var position = 0;
        var word = new StringBuilder();
        while (true)
        {
            while (position < chars.Length && char.IsWhiteSpace(chars[position]))
                position++;
            if (!chars[position..].StartsWith("--"))
                return slice.Part(position, chars.Length);

            var start = position;
            position = Word(chars, position, escape, word.Clear());
            var text = word.ToString();
            // Two dashes end the flags. At the end of the line they are ignored.
            if (text == "--")
                return slice.Part(position, chars.Length);

            var equals = text.IndexOf('=', StringComparison.Ordinal);
            flags.Add(new InstructionFlag(equals < 0 ? text : text[..equals], equals < 0 ? null : text[(equals + 1)..], slice.Part(start, position).Word.Span));
        }
    }

    private static int Word(ReadOnlySpan<char> chars, int position, char escape, StringBuilder word)
    {
        var quote = '\0';
        for (; position < chars.Length; position++)
        {
            var character = chars[position];
            if (quote == '\0' && char.IsWhiteSpace(character))
                break;
            if (quote == '\0' ? character is '"' or '\'' : character == quote)
            {
                quote = quote == '\0' ? character : '\0';
                continue;
            }

            if (character == escape)
            {
                if (position + 1 == chars.Length)
                    continue;
                character = chars[++position];
            }

            word.Append(character);
        }

        return position;
    }
}
