using Tomlyn;
using Tomlyn.Parsing;

namespace Nuke.Docker.BuildKit.Text.Toml;

/// <summary>Reads TOML 1.1.</summary>
internal static class TomlText
{
    /// <param name="text">The text.</param>
    /// <param name="name">Name of the text in diagnostics of the parser.</param>
    /// <exception cref="TomlSyntaxException">The text is not valid TOML.</exception>
    public static TomlTable Parse(string text, string name)
    {
        try
        {
            var document = SyntaxParser.Parse(text, name);
            if (document.HasErrors)
                throw TomlProblem.Of(document.Diagnostics[0]);
            return TomlTree.Of(document);
        }
        // "\uD800": the parser accepts the escape, and fails to convert it.
        catch (ArgumentOutOfRangeException exception)
        {
            throw new TomlSyntaxException(
                null, "it isn't valid TOML: an escape names half of a character", @"Write \UXXXXXXXX with the whole character", exception);
        }
        // The parser reports all other problems as diagnostics.
        catch (TomlException exception)
        {
            throw new TomlSyntaxException(exception.Line, "it isn't valid TOML: values are nested more than 64 levels deep", "Flatten them", exception);
        }
    }
}
