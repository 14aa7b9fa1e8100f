namespace Nuke.Docker.BuildKit.Tool.Commands;

/// <summary>The arguments of the tool: a command, possibly a folder, and the parameters, which the host parses.</summary>
internal sealed record CommandLine
{
    public const string Program = "docker-buildkit";

    private CommandLine(IReadOnlyList<string> words, IReadOnlyList<string> parameters) => (Words, Parameters) = (words, parameters);

    /// <summary>The words before the first parameter.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>The parameters with their values, without the request for help.</summary>
    public IReadOnlyList<string> Parameters { get; }

    public ToolCommand? Command { get; private init; }

    /// <summary>The words after the command.</summary>
    public IReadOnlyList<string> Rest { get; private init; } = [];

    public bool Help { get; private init; }

    public bool Version { get; private init; }

    public static CommandLine Read(IReadOnlyList<string> arguments)
    {
        List<string> words = [.. arguments.TakeWhile(argument => !argument.StartsWith('-'))];
        var named = arguments.Skip(words.Count).ToList();
        var help = named.RemoveAll(argument => argument is "-h" or "-?" or "--help") > 0;
        if (words is ["help", ..])
        {
            help = true;
            words.RemoveAt(0);
        }

        var command = Find(words);
        return new CommandLine(words, named)
        {
            Command = command,
            Rest = command is null ? words : [.. words.Skip(LengthOf(command, words))],
            Help = help,
            Version = words.Count == 0 && named is ["--version"],
        };
    }

    // The longest name first: "cache" is also the first word of "cache clean". A target is one word.
    private static ToolCommand? Find(List<string> words) =>
        ToolCommands.All.Where(command => IsPrefix(command.Words, words)).MaxBy(command => command.Words.Count)
            ?? (words.Count > 0 ? ToolCommands.OfTarget(words[0].Replace("-", "", StringComparison.Ordinal)) : null);

    private static int LengthOf(ToolCommand command, IReadOnlyList<string> words) => IsPrefix(command.Words, words) ? command.Words.Count : 1;

    private static bool IsPrefix(IReadOnlyList<string> start, IReadOnlyList<string> words) =>
        start.Count <= words.Count && start.Zip(words).All(pair => pair.First.Equals(pair.Second, StringComparison.OrdinalIgnoreCase));
}
