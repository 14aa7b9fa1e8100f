using System.Globalization;
using System.Text.Json;

namespace Nuke.Docker.BuildKit.Answers.Internal;

internal sealed partial class AnswerFields
{
    /// <summary>Returns a text; <c>null</c> if it is absent. An empty text stays empty.</summary>
    public string? Text(string name) => Take(name, value => value.ValueKind == JsonValueKind.String ? value.GetString() : null);

    /// <summary>Returns a text; <c>null</c> also for docker's placeholders: an empty text, <c>&lt;none&gt;</c>, <c>&lt;missing&gt;</c>, <c>N/A</c>.</summary>
    public string? TextOrNothing(string name) => Text(name) is { Length: > 0 } text and not ("<none>" or "<missing>" or "N/A") ? text : null;

    /// <summary>Returns a number; some formats contain numbers as texts.</summary>
    public long? Number(string name) => Take<long?>(name, value => value.ValueKind switch
    {
        JsonValueKind.Number => value.TryGetInt64(out var number) ? number : null,
        JsonValueKind.String => long.TryParse(value.GetString(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null,
        _ => null,
    });

    public bool? Flag(string name) => Take<bool?>(name, value => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => value.GetString() switch { "true" => true, "false" => false, _ => null },
        _ => null,
    });

    /// <summary>Returns a size from a number of bytes or from a text such as <c>1.2GB</c>.</summary>
    public PrintedSize? Size(string name) => Take<PrintedSize?>(name, value => value.ValueKind switch
    {
        JsonValueKind.Number => value.TryGetInt64(out var bytes) ? new PrintedSize(bytes, 0) : null,
        JsonValueKind.String => PrintedSize.Parse(value.GetString()),
        _ => null,
    });

    public DateTimeOffset? Time(string name) => Take(name, value => value.ValueKind switch
    {
        JsonValueKind.String => PrintedTime.Parse(value.GetString()),
        // Seconds since 1970 in compose before 2.21.
        JsonValueKind.Number => value.TryGetInt64(out var seconds) && seconds is > 0 and < 253402300800 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null,
        _ => (DateTimeOffset?)null,
    });

    /// <summary>Returns a time from an instant or an age.</summary>
    public PrintedTime? Age(string name, TimeProvider time) => Take<PrintedTime?>(name, value =>
        value.ValueKind != JsonValueKind.String ? null
        : PrintedTime.Parse(value.GetString()) is { } instant ? new PrintedTime(instant, TimeSpan.Zero)
        : PrintedTime.ParseAge(value.GetString(), time));

    /// <summary>Returns a duration from nanoseconds, as Go writes it.</summary>
    public TimeSpan? Nanoseconds(string name) => Number(name) is { } nanoseconds ? new TimeSpan(nanoseconds / 100) : null;
}
