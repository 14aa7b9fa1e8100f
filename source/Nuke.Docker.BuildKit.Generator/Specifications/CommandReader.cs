using Nuke.Docker.BuildKit.Generator.Json;

namespace Nuke.Docker.BuildKit.Generator.Specifications;

internal sealed class CommandReader(
    Reporter report,
    FlagReader flags,
    IReadOnlyDictionary<string, IReadOnlyList<Flag>> sets,
    IReadOnlyCollection<string> missing)
{
    public void ReadAll(ToolSpecification tool, IReadOnlyList<JsonNode> nodes, List<Command> commands)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in nodes)
        {
            var members = new MemberReader(
                node, "a command", report, "name", "since", "last", "group", "optional", "aliases", "run", "returns",
                    "doc", "uses", "positionals", "flags", "answers");
            var command = Read(tool, members);
            if (!names.Add(command.Name))
                report.Add(Diagnostics.Twice, members.SpanOf("name"), $"the command '{command.Name}' already exists");
            else if (!members.Switch("group"))
                commands.Add(command);
        }
    }

    private Command Read(ToolSpecification tool, MemberReader members)
    {
        var since = members.RequiredVersion("since");
        var command = new Command(tool, members.Required("name"))
        {
            Since = since,
            Last = members.Version("last"),
            Doc = members.Text("doc") ?? "",
            Returns = members.Text("returns") ?? (IsHandwritten(members) ? "ProcessResult" : null),
            Flags = [.. Inherited(members).Concat(flags.ReadAll(members.Items("flags"))).Select(flag => flag.In(since))
                .OrderBy(flag => flag.Name, StringComparer.Ordinal)],
            Positionals = [.. members.Items("positionals").Select(Positional)],
        };
        command.Answers = new AnswerReader(report, missing).ReadAll(command, members.Items("answers"));
        if (command.Returns is { } returns && missing.Contains(returns))
            report.Add(Diagnostics.NoSuchType, members.SpanOf("returns"), returns, "type");
        var properties = command.AllFlags.Select(flag => flag.PropertyName).Concat(command.Positionals.Select(positional => positional.Name));
        foreach (var clash in properties.GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Count() > 1))
            report.Add(Diagnostics.Twice, members.SpanOf("name"), $"'{command.Name}' would have the property {clash.Key} twice");
        return command;
    }

    private IEnumerable<Flag> Inherited(MemberReader members)
    {
        foreach (var name in members.Texts("uses"))
        {
            if (sets.TryGetValue(name.Value, out var set))
            {
                foreach (var flag in set)
                    yield return flag;
            }
            else
            {
                report.Add(Diagnostics.UnknownValue, name.Span, name.Value, "set of flags", string.Join(", ", sets.Keys));
            }
        }
    }

    private bool IsHandwritten(MemberReader members)
    {
        var run = members.Text("run");
        if (run is not null and not "handwritten")
            report.Add(Diagnostics.UnknownValue, members.SpanOf("run"), run, "way to run", "handwritten");
        return run is not null;
    }

    private Positional Positional(JsonNode node)
    {
        var members = new MemberReader(node, "a positional", report, "name", "usage", "optional", "repeat", "rest", "render", "doc");
        return new Positional(members.Required("name"))
        {
            Usage = members.Required("usage"),
            Optional = members.Switch("optional"),
            Repeat = members.Switch("repeat"),
            Rest = members.Switch("rest"),
            Render = members.Text("render"),
            Doc = members.Required("doc"),
        };
    }
}
