using Nuke.Docker.BuildKit.Text.Redaction;

namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <summary>The cache records of an engine.</summary>
/// <param name="records">The description and the time of creation of each record.</param>
internal sealed class EngineCache(IReadOnlyList<(string Description, DateTimeOffset Created)> records)
{
    // The clocks of the engine and of this machine, and the time between the end of a step and the end of the build.
    private static readonly TimeSpan s_slack = TimeSpan.FromSeconds(5);

    /// <summary>Returns true if the result of a step was deleted: no record of it is as old as the result.</summary>
    public bool HasLost(LedgerStep step, DateTimeOffset? created)
    {
        var known = created is { } time ? records.Where(record => record.Created <= time + s_slack) : records;
        var wanted = Wanted(step);
        return wanted is null ? !known.Any() : !known.Any(record => record.Description.Contains(wanted, StringComparison.Ordinal));
    }

    // "mount / from exec /bin/sh -c pip install" and "[builder 2/5] COPY . .". A long, expanded or multi-line text is shown in another form.
    private static string? Wanted(LedgerStep step)
    {
        var arguments = step.Instruction.IndexOf(' ', StringComparison.Ordinal) is var space and > 0 ? step.Instruction[space..] : "";
        var text = step.Keyword == "RUN" ? step.Inputs.GetValueOrDefault("command", "") : $"{step.Keyword}{arguments}";
        var isPlain = text.Length is > 0 and <= 100
            && text.AsSpan().IndexOfAny("\n\\$…") < 0
            && text[0] != '['
            && !text.Contains("<<", StringComparison.Ordinal)
            && !text.Contains("  ", StringComparison.Ordinal)
            && !step.Instruction.Contains(Redactor.Mark, StringComparison.Ordinal);
        return isPlain ? text : null;
    }
}
