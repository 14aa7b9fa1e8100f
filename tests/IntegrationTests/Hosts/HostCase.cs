using System.Text.Json;

namespace IntegrationTests.Hosts;

/// <summary>One row of the table in hosts.json: the arguments of a small build class and the expected output.</summary>
/// <param name="Name">The subject of the row.</param>
/// <param name="Build">The build class.</param>
/// <param name="Arguments">The command line.</param>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Lines">Texts that the output has, in this order.</param>
/// <param name="Variables">Environment variables.</param>
/// <param name="InterruptAt">The text at which Ctrl+C is pressed.</param>
/// <param name="Statuses">The targets in the summary with their statuses.</param>
/// <param name="Absent">Texts that the output doesn't have.</param>
/// <param name="Differs">The different behavior of NUKE.</param>
public sealed record HostCase(
    string Name,
    string Build,
    IReadOnlyList<string> Arguments,
    int ExitCode,
    IReadOnlyList<string> Lines,
    IReadOnlyDictionary<string, string>? Variables = null,
    string? InterruptAt = null,
    IReadOnlyDictionary<string, string>? Statuses = null,
    IReadOnlyList<string>? Absent = null,
    HostDifference? Differs = null)
{
    public static IReadOnlyList<HostCase> ReadAll()
    {
        using var table = File.OpenRead(Path.Combine(Repository.Root, "tests/IntegrationTests/Hosts/hosts.json"));
        return JsonSerializer.Deserialize<Table>(table, JsonSerializerOptions.Web)!.Cases;
    }

    /// <summary>The same row with the expectations for NUKE.</summary>
    public HostCase OnNuke() => Differs is null ? this : this with
    {
        ExitCode = Differs.ExitCode ?? ExitCode,
        Lines = Differs.Lines ?? Lines,
        Statuses = Differs.Statuses ?? Statuses,
        Absent = Differs.Absent ?? Absent,
    };

    public override string ToString() => Name;

    private sealed record Table(IReadOnlyList<HostCase> Cases);
}

/// <summary>Behavior of NUKE where it differs; <c>null</c>: the same.</summary>
/// <param name="Because">The reason.</param>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Lines">Texts that the output has, in this order.</param>
/// <param name="Statuses">The targets in the summary with their statuses.</param>
/// <param name="Absent">Texts that the output doesn't have.</param>
public sealed record HostDifference(
    string Because,
    int? ExitCode = null,
    IReadOnlyList<string>? Lines = null,
    IReadOnlyDictionary<string, string>? Statuses = null,
    IReadOnlyList<string>? Absent = null);
