namespace Nuke.Docker.BuildKit.Text.Toml;

/// <summary>Thrown for text that is not TOML 1.1. The caller adds the name of the file.</summary>
internal sealed class TomlSyntaxException(int? line, string problem, string cure, Exception? innerException = null) : Exception(problem, innerException)
{
    /// <summary>The line, from 1; <c>null</c>: the text as a whole.</summary>
    public int? Line { get; } = line;

    /// <summary>The problem, as a clause.</summary>
    public string Problem { get; } = problem;

    /// <summary>The fix, as an imperative.</summary>
    public string Cure { get; } = cure;
}
