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

    // "mount / from exec /bin/sh -c pip install" and "[builder 2/5] COPY . .". A long or multi-line command is shown in another form.
    private static string? Wanted(LedgerStep step)
    {
        if (step.Keyword != "RUN" || step.Instruction.Contains(Redactor.Mark, StringComparison.Ordinal) || step.Instruction.Contains('…', StringComparison.Ordinal))
            return null;
        var command = step.Inputs.GetValueOrDefault("command", "");
        return command.Length is 0 or > 100 || command.Contains('\n', StringComparison.Ordinal) || command.StartsWith('[') ? null : command;
    }
}
