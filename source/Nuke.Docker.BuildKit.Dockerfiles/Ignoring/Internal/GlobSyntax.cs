namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring.Internal;

/// <summary>
/// Validates patterns as BuildKit does: before it reads files it compares each line with <c>.</c> by Go's <c>filepath.Match</c>, only for the error. That
/// stops at the first part between stars that does not match, so that errors after it are not detected.
/// </summary>
internal sealed class GlobSyntax
{
    private readonly string _pattern;
    private int _at;
    private int _end;
    private string? _error;

    private GlobSyntax(string pattern) => _pattern = pattern;

    /// <summary>Returns the error; <c>null</c> if BuildKit detects none.</summary>
    public static string? Error(string pattern)
    {
        var syntax = new GlobSyntax(pattern);
        var name = ".";
        // A part that matches takes the dot, because it has at least one character; no star can make another part match.
        while (syntax.Next() && syntax.Piece(name) is { } rest && syntax._error is null)
            name = rest;
        return syntax._error;
    }

    /// <summary>Moves to the next part: stars and the text up to the next star.</summary>
    private bool Next()
    {
        var start = _end;
        while (start < _pattern.Length && _pattern[start] == '*')
            start++;
        var within = false;
        for (_end = start; _end < _pattern.Length && (within || _pattern[_end] != '*'); _end++)
        {
            if (_pattern[_end] == '\\' && _end + 1 < _pattern.Length)
                _end++;
            else if (_pattern[_end] is '[' or ']')
                within = _pattern[_end] == '[';
        }

        _at = start;
        return _end > start;
    }

    // Returns the rest of the name after the part; null if it does not match. Reads to the end even after a mismatch, to find errors.
    private string? Piece(string name)
    {
        var fits = true;
        while (_at < _end && _error is null)
        {
            var character = name.Length > 0 ? name[0] : '\0';
            fits = fits && name.Length > 0;
            name = fits ? name[1..] : "";
            switch (_pattern[_at])
            {
                case '[':
                    fits &= Class(character);
                    break;
                case '?':
                    _at++;
                    break;
                case '\\' when _at + 1 == _end:
                    _error = "a backslash at the end escapes nothing";
                    break;
                default:
                    if (_pattern[_at] == '\\')
                        _at++;
                    fits &= _pattern[_at++] == character;
                    break;
            }
        }

        return fits ? name : null;
    }

    private bool Class(char character)
    {
        _at++;
        var negated = Here == '^';
        if (negated)
            _at++;
        var found = false;
        for (var ranges = 0; _error is null && (ranges == 0 || Here != ']'); ranges++)
        {
            var low = Character();
            var high = low;
            if (_error is null && Here == '-')
            {
                _at++;
                high = Character();
            }

            found |= low <= character && character <= high;
        }

        _at++;
        return found != negated;
    }

    private char? Here => _at < _end ? _pattern[_at] : null;

    private char Character()
    {
        if (Here is '-' or ']')
            _error = $"'{Here}' in brackets must be escaped";
        if (Here == '\\')
            _at++;
        var character = Here;
        _at += character is { } first && char.IsHighSurrogate(first) ? 2 : 1;
        // The bracket must be closed.
        if (Here is null)
            _error ??= "'[' has no ']'";
        return character ?? '\0';
    }
}
