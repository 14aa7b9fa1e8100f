using System.Diagnostics.Contracts;
using System.Text;
using Nuke.Docker.BuildKit.Answers.History.Internal;
using Nuke.Docker.BuildKit.Answers.Internal;

namespace Nuke.Docker.BuildKit.Answers.History;

/// <summary>Reads <c>docker buildx history inspect --format json</c> (buildx 0.20 or newer).</summary>
internal static class BuildRecordReader
{
    /// <summary>Reads the build.</summary>
    /// <exception cref="AnswerException">The output is not a single JSON object.</exception>
    [Pure]
    public static BuildRecord Read(string text)
    {
        var _ = AnswerJson.One("buildx history inspect --format json", text);
        return new BuildRecord
        {
            Id = _.Text("Ref") ?? "",
            Name = _.TextOrNothing("Name"),
            Status = BuildStatusText.Parse(_.Text("Status")),
            Context = _.TextOrNothing("Context"),
            Dockerfile = _.TextOrNothing("Dockerfile"),
            Target = _.TextOrNothing("Target"),
            Repository = _.TextOrNothing("VCSRepository"),
            Revision = _.TextOrNothing("VCSRevision"),
            Platforms = _.Texts("Platform"),
            Started = _.Time("StartedAt"),
            Completed = _.Time("CompletedAt"),
            Duration = _.Nanoseconds("Duration"),
            Failure = _.Object("Error", Failure),
            TotalSteps = _.Number("NumTotalSteps") ?? 0,
            CompletedSteps = _.Number("NumCompletedSteps") ?? 0,
            CachedSteps = _.Number("NumCachedSteps") ?? 0,
            BuildArgs = Pairs(_, "BuildArgs"),
            Labels = Pairs(_, "Labels"),
            NamedContexts = Pairs(_, "NamedContexts"),
            Options = _.Map("Config"),
            Materials = _.Objects("Materials", fields => new BuildMaterial(fields.Text("URI") ?? "", fields.Texts("Digests"))),
            Attachments = _.Objects("Attachments", Attachment),
            Other = _.Other,
        };
    }

    private static BuildAttachment Attachment(AnswerFields _) => new(_.Text("Digest") ?? "", _.TextOrNothing("Platform"), _.Text("Type") ?? "");

    private static Dictionary<string, string?> Pairs(AnswerFields _, string name)
    {
        var pairs = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var (key, value) in _.Objects(name, fields => (Key: fields.Text("Name") ?? "", Value: fields.Text("Value"))))
            pairs[key] = value;
        return pairs;
    }

    private static BuildFailure Failure(AnswerFields _) => new()
    {
        Code = _.Number("Code") ?? 0,
        Message = _.Text("Message") ?? "",
        Step = _.TextOrNothing("Name"),
        Logs = _.Texts("Logs"),
        Excerpt = Decoded(_.TextOrNothing("Sources")),
        Other = _.Other,
    };

    // Go encodes bytes as base64.
    private static string? Decoded(string? base64)
    {
        var bytes = new byte[base64?.Length ?? 0];
        return base64 is not null && Convert.TryFromBase64String(base64, bytes, out var count) ? Encoding.UTF8.GetString(bytes, 0, count) : base64;
    }
}
