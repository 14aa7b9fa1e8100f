using System.Text;

namespace Nuke.Docker.BuildKit.Dockerfiles.Parsing.Internal;

internal sealed partial class ShellLexer
{
    private string Dollar()
    {
        Next();
        if (Peek() != '{')
        {
            var plain = Name();
            return plain.Length == 0 ? "$" : Value(plain) ?? (KeepUnset || KeepUnknown ? $"${plain}" : "");
        }

        Next();
        if (Peek() == EndOfText)
            throw new InvalidInstructionException("syntax error: missing '}'");
        if (Peek() is '{' or '}' or ':')
            throw new InvalidInstructionException("syntax error: bad substitution");
        var name = Name();
        var modifier = Next();
        switch (modifier)
        {
            case '}':
                return Value(name) ?? (KeepUnset || KeepUnknown ? $"${{{name}}}" : "");
            case ':':
                return Modified(name, Next(), emptyIsUnset: true);
            case '+' or '-' or '?' or '#' or '%':
                return Modified(name, modifier, emptyIsUnset: false);
            case '/':
                return Replaced(name);
            default:
                throw Unsupported(modifier, emptyIsUnset: false);
        }
    }

    private string Modified(string name, int modifier, bool emptyIsUnset)
    {
        var pattern = modifier is '#' or '%';
        if (emptyIsUnset && pattern)
            throw Unsupported(modifier, emptyIsUnset);
        var word = Upto('}', pattern, "syntax error: missing '}'");
        var value = Value(name);
        var written = $"${{{name}{(emptyIsUnset ? ":" : "")}{(char)modifier}{word}}}";
        if (value is null && KeepUnset)
            return written;

        var usable = value is not null && !(emptyIsUnset && value.Length == 0);
        switch (modifier)
        {
            case '-':
                return usable ? value! : word;
            case '+':
                return usable ? word : "";
            case '?' when value is null && KeepUnknown:
                return written;
            case '?':
                return usable
                    ? value!
                    : throw new InvalidInstructionException($"{name}: {(word.Length > 0
                        ? word : value is null ? "is not allowed to be unset"
                        : "is not allowed to be empty")}");
            case '#' or '%':
                return value is null && KeepUnknown ? written : Trimmed(value ?? "", word, (char)modifier);
            default:
                throw Unsupported(modifier, emptyIsUnset);
        }
    }

    private static string Trimmed(string value, string word, char modifier)
    {
        var greedy = word.StartsWith(modifier);
        var pattern = greedy ? word[1..] : word;
        return modifier == '#' ? ShellPattern.TrimStart(value, pattern, greedy) : ShellPattern.TrimEnd(value, pattern, greedy);
    }

    private string Replaced(string name)
    {
        var all = Peek() == '/';
        if (all)
            Next();
        var pattern = Upto('/', rawEscapes: true, "syntax error: missing '/' in ${}");
        var replacement = Upto('}', rawEscapes: true, "syntax error: missing '}'");
        var value = Value(name);
        if (value is null && (KeepUnset || KeepUnknown))
            return $"${{{name}/{(KeepUnset || !all ? "" : "/")}{pattern}/{replacement}}}";
        return ShellPattern.Replace(value ?? "", pattern, replacement, all);
    }

    private string Upto(char stop, bool rawEscapes, string missing)
    {
        // BuildKit (0.26 at least) uses one buffer for inner and outer words: EXPOSE 1${p:-80} becomes 80.
        _words.Drop();
        try
        {
            return Until(stop, rawEscapes, new ShellWords());
        }
        catch (InvalidInstructionException) when (Peek() == EndOfText)
        {
            throw new InvalidInstructionException(missing);
        }
    }

    private string? Value(string name)
    {
        var value = variable(name);
        if (value is null)
            _unset.Add(name);
        return value;
    }

    private string Name()
    {
        var name = new StringBuilder();
        if (Peek() is >= 0 and var first)
        {
            if (char.IsDigit((char)first))
            {
                while (Peek() >= 0 && char.IsDigit((char)Peek()))
                    name.Append((char)Next());
                return name.ToString();
            }

            if (first is '@' or '*' or '#' or '?' or '-' or '$' or '!')
                return ((char)Next()).ToString();
        }

        while (Peek() >= 0 && (char.IsLetter((char)Peek()) || char.IsDigit((char)Peek()) || Peek() == '_'))
            name.Append((char)Next());
        return name.ToString();
    }

    private static InvalidInstructionException Unsupported(int modifier, bool emptyIsUnset) =>
        new($"unsupported modifier ({(emptyIsUnset ? ":" : "")}{(modifier < 0 ? '\uFFFD' : (char)modifier)}) in substitution");
}
