namespace Nuke.Docker.BuildKit.Generator.Specifications;

/// <summary>A typed reading of a command's output: the generated methods <c>…AnswerAsync</c> and <c>…Answer</c>.</summary>
internal sealed class Answer(string name)
{
    /// <summary>Distinguishes several answers of one command: <c>Verbose</c>; empty for the only one.</summary>
    public string Name { get; } = name;

    /// <summary>The type of the result.</summary>
    public string Returns { get; set; } = "";

    /// <summary>The hand-written method that reads the output: <c>BuilderListReader.Read</c>.</summary>
    public string Reader { get; set; } = "";

    /// <summary>Indicates that the output is read even if the exit code is not 0.</summary>
    public bool OnFailure { get; set; }

    /// <summary>Assignments to the settings: a property and its C# value.</summary>
    public IReadOnlyList<(string Property, string Value)> Settings { get; set; } = [];

    public string Doc { get; set; } = "";
}
