using Nuke.Docker.BuildKit.Generator.Json;
using Nuke.Docker.BuildKit.Generator.Writing;

namespace Nuke.Docker.BuildKit.Generator.Specifications;

/// <summary>Reads the answers of a command.</summary>
internal sealed class AnswerReader(Reporter report, IReadOnlyCollection<string> missing)
{
    public IReadOnlyList<Answer> ReadAll(Command command, IReadOnlyList<JsonNode> nodes)
    {
        var answers = new List<Answer>();
        foreach (var node in nodes)
        {
            var answer = Read(command, node);
            if (answers.Any(other => other.Name == answer.Name))
                report.Add(Diagnostics.Twice, node.Span, $"'{command.Name}' already has the answer '{answer.Name}'");
            else
                answers.Add(answer);
        }

        return answers;
    }

    private Answer Read(Command command, JsonNode node)
    {
        var members = new MemberReader(node, "an answer", report, "name", "returns", "reader", "onFailure", "forces", "clears", "defaults", "doc");
        var answer = new Answer(members.Text("name") ?? "")
        {
            Returns = members.Required("returns"),
            Reader = members.Required("reader"),
            OnFailure = members.Switch("onFailure"),
            Doc = members.Required("doc"),
        };
        answer.Settings =
        [
            .. members.Texts("defaults").Select(flag => Assignment(command, flag, (property, value) => $"settings?.{property} ?? {value}")),
            .. members.Texts("clears").Select(flag => Assignment(command, flag, (_, _) => "null")),
            .. members.Texts("forces").Select(flag => Assignment(command, flag, (_, value) => value)),
        ];
        foreach (var (member, type) in new[] { ("returns", answer.Returns), ("reader", ClassOf(answer.Reader)) })
        {
            if (missing.Contains(type))
                report.Add(Diagnostics.NoSuchType, members.SpanOf(member), type, "type");
        }

        return answer;
    }

    /// <summary>Returns the class of a hand-written method.</summary>
    public static string ClassOf(string method) => method.Split('.')[0];

    // A flag as typed: --no-trunc, --human=false, --format=json.
    private (string, string) Assignment(Command command, JsonText typed, Func<string, string, string> assign)
    {
        var parts = typed.Value.Split(['='], 2);
        if (command.AllFlags.FirstOrDefault(flag => flag.Name == parts[0]) is not { } flag)
        {
            report.Add(
                Diagnostics.UnknownValue,
                typed.Span,
                parts[0],
                $"flag of '{command.Name}'",
                string.Join(", ", command.AllFlags.Select(one => one.Name)));
            return ("", "");
        }

        if (flag.Shape is not (FlagShape.Switch or FlagShape.Text or FlagShape.Value))
            report.Add(Diagnostics.Malformed, typed.Span, typed.Value, "flag to set", "a switch, a text or a value");
        var value = flag.Shape == FlagShape.Switch ? (parts.Length == 1 ? "true" : parts[1]) : CSharp.Literal(parts.Length == 1 ? "" : parts[1]);
        return (flag.PropertyName, assign(flag.PropertyName, value));
    }
}
