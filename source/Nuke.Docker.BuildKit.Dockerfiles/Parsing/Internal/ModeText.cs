namespace Nuke.Docker.BuildKit.Dockerfiles.Parsing.Internal;

/// <summary>Validates <c>--chmod</c>: octal, or the symbolic syntax of the command <c>chmod</c>.</summary>
internal static class ModeText
{
    public static bool IsValid(string text) => IsOctal(text) || (text.Length > 0 && text.Split(',').All(IsClause));

    private static bool IsOctal(string text)
    {
        var digits = text.TrimStart('0');
        return text.Length > 0 && digits.Length <= 4 && digits.All(digit => digit is >= '0' and <= '7') && (digits.Length < 4 || digits[0] <= '7');
    }

    private static bool IsClause(string clause)
    {
        var rest = clause.AsSpan().TrimStart("ugoa");
        if (rest.IsEmpty)
            return false;
        while (!rest.IsEmpty)
        {
            if (rest[0] is not ('+' or '-' or '='))
                return false;
            rest = rest[1..];
            rest = !rest.IsEmpty && rest[0] is 'u' or 'g' or 'o' ? rest[1..] : rest.TrimStart("rwxXst");
        }

        return true;
    }
}
