using System.Diagnostics.Contracts;
using Nuke.Docker.BuildKit.Answers.Internal;
using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Answers;

/// <summary>Reads the standard output of <c>docker buildx build --call=…,format=json</c> (buildx 0.15 or newer).</summary>
internal static class DockerfileCallReader
{
    private const string Command = "buildx build --call";

    /// <summary>Reads <c>--call=check,format=json</c>. With findings, buildx prints the same, and exits with 1.</summary>
    /// <exception cref="AnswerException">The output is not a single JSON object.</exception>
    [Pure]
    public static DockerfileCheck ReadCheck(string text)
    {
        var _ = AnswerJson.One($"{Command}=check", text);
        // The text of the Dockerfile and its transfer.
        _.Skip("sources");
        var check = new DockerfileCheck { Findings = _.Objects("warnings", Finding) };
        _.Object("buildError", error => check = check with { Error = error.Text("message"), ErrorLines = Lines(error) });
        return check with { Other = _.Other };
    }

    /// <summary>Reads <c>--call=outline,format=json</c>.</summary>
    /// <exception cref="AnswerException">The output is not a single JSON object.</exception>
    [Pure]
    public static DockerfileOutline ReadOutline(string text)
    {
        var _ = AnswerJson.One($"{Command}=outline", text);
        _.Skip("sources");
        return new DockerfileOutline
        {
            Name = _.TextOrNothing("name"),
            Description = _.TextOrNothing("description"),
            Arguments = _.Objects("args", Input),
            Secrets = _.Objects("secrets", Input),
            Ssh = _.Objects("ssh", Input),
            Other = _.Other,
        };
    }

    /// <summary>Reads <c>--call=targets,format=json</c>.</summary>
    /// <returns>Stages in the order of the Dockerfile.</returns>
    /// <exception cref="AnswerException">The output is not a single JSON object.</exception>
    [Pure]
    public static IReadOnlyList<DockerfileTarget> ReadTargets(string text) => AnswerJson.One($"{Command}=targets", text).Objects("targets", Target);

    private static DockerfileFinding Finding(AnswerFields _) => new()
    {
        Rule = _.Text("ruleName") ?? "",
        Description = _.Text("description") ?? "",
        Detail = _.Text("detail") ?? "",
        Url = _.TextOrNothing("url"),
        Lines = Lines(_),
        Other = _.Other,
    };

    private static DockerfileInput Input(AnswerFields _) => new()
    {
        Name = _.Text("name") ?? "",
        Description = _.TextOrNothing("description"),
        Value = _.Text("value"),
        Required = _.Flag("required") ?? false,
        Lines = Lines(_),
        Other = _.Other,
    };

    private static DockerfileTarget Target(AnswerFields _) => new()
    {
        Name = _.TextOrNothing("name"),
        Description = _.TextOrNothing("description"),
        Default = _.Flag("default") ?? false,
        Base = _.TextOrNothing("base"),
        Platform = _.TextOrNothing("platform"),
        Lines = Lines(_),
        Other = _.Other,
    };

    private static DockerfileLines? Lines(AnswerFields _)
    {
        var lines = _.Object("location", location => location.Objects("ranges", range => (First: Line(range, "start"), Last: Line(range, "end"))));
        return lines is null or [] ? null : new DockerfileLines((int)lines.Min(line => line.First), (int)lines.Max(line => line.Last));
    }

    private static long Line(AnswerFields range, string end)
    {
        var line = 0L;
        range.Object<object>(end, position => line = position.Number("line") ?? 0);
        return line;
    }
}
