namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring.Internal;

/// <summary>Creates lines of ignore files that name a path.</summary>
internal static class ExactPattern
{
    /// <summary>Returns the line that matches only this path: wildcards, and a <c>!</c> or <c>#</c> at the beginning, are escaped.</summary>
    public static string Of(string path)
    {
        var text = string.Concat(path.Select(character => character is '*' or '?' or '[' or ']' or '\\' ? $@"\{character}" : character.ToString()));
        return text[0] is '!' or '#' ? $@"\{text}" : text;
    }
}
