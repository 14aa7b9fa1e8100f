namespace Specifications;

/// <summary>A difference between the specification and the installed tool.</summary>
/// <param name="Kind">In which direction.</param>
/// <param name="Command">As it is typed: <c>docker buildx history inspect</c>.</param>
/// <param name="Flag"><c>null</c> where the whole command is meant.</param>
public sealed record Gap(GapKind Kind, string Command, HelpFlag? Flag)
{
    /// <summary>The tool's usage line if the arguments differ; otherwise <c>null</c>.</summary>
    public string? Usage { get; init; }

    /// <summary>One line for a log.</summary>
    public override string ToString() => Kind switch
    {
        GapKind.NotSpecified => $"{Subject} is not in the specification",
        GapKind.NotInstalled => $"{Subject} is in the specification and not in the tool",
        GapKind.ListedTooEarly => $"{Subject} is in the tool, which the specification says is too old for it",
        GapKind.OtherDefault => $"{Subject} has another default in the tool: {Flag?.Default}",
        GapKind.OtherUsage => $"{Subject} takes other arguments in the tool: {(string.IsNullOrEmpty(Usage) ? "none" : Usage)}",
        _ => $"{Subject} is of another kind in the tool: {Flag?.Kind}",
    };

    private string Subject => Flag is null ? Command : $"{Command} {Flag.Name}";
}
