using System.Text.Json;
using System.Text.Json.Nodes;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Images.Sync;

/// <summary>The report of a synchronization: a table, and the file <c>sync.json</c>.</summary>
/// <param name="Images">The images.</param>
/// <param name="Started">The time at which it started.</param>
/// <param name="Duration">The time that it took.</param>
/// <param name="DryRun">Indicates that nothing was changed.</param>
internal sealed record SyncReport(IReadOnlyList<SyncImage> Images, DateTimeOffset Started, TimeSpan Duration, bool DryRun)
{
    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    /// <summary>The bytes that were sent; in a dry run, those that would be.</summary>
    public long Bytes => DryRun ? Images.SelectMany(Lacking).DistinctBy(blob => blob.Digest).Sum(blob => blob.Size) : Images.Sum(image => image.SentBytes);

    /// <summary>The number of images with a status.</summary>
    public int Count(params ReadOnlySpan<SyncStatus> statuses)
    {
        var count = 0;
        foreach (var image in Images)
            count += statuses.Contains(image.Status) ? 1 : 0;
        return count;
    }

    /// <summary>Returns the destinations that failed in the run of a report; empty if there is none, or if it can't be read.</summary>
    public static IReadOnlySet<string> ReadFailed(string path)
    {
        try
        {
            var images = File.Exists(path) ? JsonNode.Parse(File.ReadAllText(path))?["images"] as JsonArray : null;
            return (images ?? []).OfType<JsonObject>()
                .Where(image => image["status"]?.GetValue<string>() is "failed" or "planned" or "pending")
                .Select(image => image["destination"]?.GetValue<string>())
                .OfType<string>()
                .ToHashSet(StringComparer.Ordinal);
        }
        catch (Exception damaged) when (damaged is JsonException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            return new HashSet<string>();
        }
    }

    /// <summary>Returns the table.</summary>
    public IEnumerable<string> ToLines()
    {
        if (Images.Count == 0)
            yield break;
        var width = Math.Max(5, Images.Max(image => image.Destination.Length));
        yield return $"{"Image".PadRight(width)}  {"Result",-16}{"Time",10}{"Sent",10}{"Blobs",7}{"Mounted",9}{"Requests",10}{"Success",9}";
        foreach (var image in Images)
        {
            var sent = DryRun ? image.MissingBytes : image.SentBytes;
            yield return $"{image.Destination.PadRight(width)}  {WordsFor(image),-16}{HumanText.Duration(image.Duration),10}{HumanText.Size(sent),10}"
                + $"{(DryRun ? image.Missing.Count : image.SentBlobs),7}{image.MountedBlobs,9}{image.Requests.Requests,10}{HumanText.Rate(RateOf(image)),9}";
        }
    }

    /// <summary>Writes <c>sync.json</c>.</summary>
    public void Write(string path) => AtomicFile.WriteText(ToJson().ToJsonString(s_indented), path);

    /// <summary>Returns the result of an image in words.</summary>
    public string WordsFor(SyncImage image) => image.Status switch
    {
        SyncStatus.Pending => "not compared",
        SyncStatus.Planned => DryRun ? "would be copied" : "not copied",
        SyncStatus.Unchanged => "unchanged",
        SyncStatus.Copied => "copied",
        SyncStatus.CopiedByEngine => "by the engine",
        SyncStatus.Failed => "failed",
        SyncStatus.Stale => image.Message is null ? "not in source" : "kept",
        _ => "deleted",
    };

    private JsonObject ToJson() => new()
    {
        ["schema"] = 1,
        ["started"] = Started.ToString("O"),
        ["seconds"] = Math.Round(Duration.TotalSeconds, 3),
        ["dryRun"] = DryRun,
        ["sentBytes"] = Bytes,
        ["successRate"] = Images.Count == 0 ? null : (double)(Images.Count - Count(SyncStatus.Failed, SyncStatus.Pending, SyncStatus.Planned)) / Images.Count,
        ["images"] = new JsonArray([.. Images.Select(ToJson)]),
    };

    private JsonObject ToJson(SyncImage image)
    {
        var json = new JsonObject
        {
            ["source"] = image.Source,
            ["destination"] = image.Destination,
            ["status"] = JsonNamingPolicy.CamelCase.ConvertName($"{image.Status}"),
        };
        if (image.Digest is { } digest)
            json["digest"] = digest;
        json["seconds"] = Math.Round(image.Duration.TotalSeconds, 3);
        json["missingBytes"] = image.MissingBytes;
        json["sentBytes"] = image.SentBytes;
        json["sentBlobs"] = image.SentBlobs;
        json["mountedBlobs"] = image.MountedBlobs;
        json["requests"] = image.Requests.Requests;
        json["failedRequests"] = image.Requests.Failures;
        json["requestSuccessRate"] = RateOf(image);
        if (image.Message is { } message)
            json["message"] = message;
        return json;
    }

    private static double? RateOf(SyncImage image) =>
        image.Requests.Requests == 0 ? null : 1 - ((double)Math.Min(image.Requests.Failures, image.Requests.Requests) / image.Requests.Requests);

    private static IEnumerable<Registries.Descriptor> Lacking(SyncImage image) => image.Missing;
}
