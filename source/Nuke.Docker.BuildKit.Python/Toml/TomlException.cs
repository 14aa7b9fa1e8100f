namespace Nuke.Docker.BuildKit.Python.Toml;

/// <summary>A document isn't TOML 1.0.</summary>
public sealed class TomlException : FormatException
{
    internal TomlException(string path, TomlPosition position, string problem, string cure)
        : base($"{path}:{position}: {problem}. {cure}.") => (Path, Position, Problem, Cure) = (path, position, problem, cure);

    /// <summary>The file, as it was given to the reader.</summary>
    public string Path { get; }

    /// <summary>Where it goes wrong.</summary>
    public TomlPosition Position { get; }

    /// <summary>What is wrong, as a clause.</summary>
    public string Problem { get; }

    /// <summary>What would be right, as an imperative.</summary>
    public string Cure { get; }
}
