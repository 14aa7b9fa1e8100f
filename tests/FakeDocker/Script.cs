using System.Text.Json;
using System.Text.Json.Serialization;

namespace FakeDocker;

/// <summary>The script of the fake: the steps of the first rule whose words begin the argument list.</summary>
internal sealed record Script(IReadOnlyList<Rule> Rules)
{
    /// <summary>Variable that names the file to append calls to.</summary>
    public const string LogVariable = "FAKEDOCKER_LOG";

    /// <summary>Variable that names the script.</summary>
    public const string ScriptVariable = "FAKEDOCKER_SCRIPT";

    public static Script Read(string path) =>
        JsonSerializer.Deserialize(File.ReadAllText(path), ScriptJson.Default.Script)
        ?? throw new InvalidDataException($"{path} holds no script");
}

/// <summary>An answer to calls that begin with <paramref name="Match"/>, or to call <paramref name="Nth"/> alone, counted from 1.</summary>
internal sealed record Rule(IReadOnlyList<string> Match, IReadOnlyList<Step> Steps, int ExitCode, int? Nth = null);

/// <summary>One step. The meaning of <paramref name="Text"/>, <paramref name="Path"/> and <paramref name="Number"/> depends on its kind.</summary>
internal sealed record Step(StepKind Kind, string? Text = null, string? Path = null, int Number = 0);

internal enum StepKind
{
    /// <summary>Writes Text and a line end to standard output.</summary>
    Out,

    /// <summary>Writes Text and a line end to standard error.</summary>
    Err,

    /// <summary>Writes Text to standard output as it stands.</summary>
    OutRaw,

    /// <summary>Writes Text to standard error as it stands.</summary>
    ErrRaw,

    /// <summary>Copies the file at Path to standard error.</summary>
    Replay,

    /// <summary>Waits for Number milliseconds.</summary>
    Delay,

    /// <summary>Waits for two minutes, longer than any test does.</summary>
    Hang,

    /// <summary>Ignores SIGINT from now on.</summary>
    IgnoreInterrupt,

    /// <summary>Writes Text to the file at Path, or to the one that follows the argument Path if that begins with two dashes.</summary>
    File,

    /// <summary>Starts a process that inherits the streams and hangs; its id is recorded.</summary>
    Grandchild,

    /// <summary>Ends by the signal Number.</summary>
    Die,

    /// <summary>Copies standard input to standard output.</summary>
    Echo,
}

/// <summary>A call as it is recorded, one JSON object a line.</summary>
internal sealed record Call(
    IReadOnlyList<string> Arguments,
    IReadOnlyDictionary<string, string> Environment,
    string WorkingDirectory,
    int ProcessId);

[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(Script))]
[JsonSerializable(typeof(Call))]
internal sealed partial class ScriptJson : JsonSerializerContext;
