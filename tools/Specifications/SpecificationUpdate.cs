using System.Text.Json.Nodes;

namespace Specifications;

/// <summary>Writes the differences found into a specification and leaves everything else unchanged, in particular hand-written documentation.</summary>
public static class SpecificationUpdate
{
    /// <summary>Adds what is new with the installed version as its first, and gives what vanished the last version known to have it.</summary>
    /// <param name="specification">Changed in place.</param>
    /// <param name="drift">The result of <see cref="SpecificationDrift.Compare"/>.</param>
    /// <param name="pages">The help that it was compared with.</param>
    /// <returns>True if anything was changed. A flag that an older release than its first version lists gets that release as its first version.</returns>
    public static bool Apply(ToolSpecification specification, DriftReport drift, IReadOnlyCollection<HelpPage> pages)
    {
        foreach (var gap in drift.Gaps.OrderBy(gap => gap.Flag is not null))
        {
            if (gap.Flag is { } flag)
                Apply(specification, drift.Version, gap, flag);
            else
                Apply(specification, drift.Version, gap, pages.FirstOrDefault(page => page.Command == gap.Command));
        }

        var isNewer = Known(specification) < drift.Version;
        if (isNewer)
            specification.Json["version"] = drift.Version.ToString(3);
        return isNewer || drift.Gaps.Length > 0;
    }

    private static void Apply(ToolSpecification specification, Version version, Gap gap, HelpPage? page)
    {
        var commands = specification.Json["commands"]!.AsArray();
        if (gap.Kind == GapKind.OtherUsage)
        {
            WriteArguments(Find(specification, gap.Command)!, page!);
            return;
        }

        if (gap.Kind != GapKind.NotSpecified)
        {
            Correct(
                    commands.Select(command => command!.AsObject()).First(command => $"{specification.Line} {command["name"]}" == gap.Command),
                    gap.Kind,
                    version,
                    Known(specification));
            return;
        }

        var name = gap.Command[(specification.Line.Length + 1)..];
        var added = new JsonObject { ["name"] = name, ["since"] = version.ToString(3) };
        if (page is { Subcommands.Length: > 0 })
            added["group"] = true;
        added["doc"] = "";
        if (page is { Positionals.IsEmpty: false })
            added["positionals"] = new JsonArray([.. page.Positionals.Select(positional => Row(positional))]);
        var flags = (page?.Flags ?? []).Where(flag => !specification.Globals.Any(known => known.IsNamed(flag.Name)));
        added["flags"] = new JsonArray([.. flags.Select(flag => (JsonNode)Row(flag, version))]);
        commands.Insert(commands.TakeWhile(command => string.CompareOrdinal((string)command!["name"]!, name) < 0).Count(), added);
    }

    private static void Apply(ToolSpecification specification, Version version, Gap gap, HelpFlag flag)
    {
        if (gap.Kind == GapKind.NotSpecified)
        {
            var list = ListOf(specification, gap.Command);
            list.Insert(list.TakeWhile(row => string.CompareOrdinal((string)row!["name"]!, flag.Name) < 0).Count(), Row(flag, version));
        }
        else if (FindRow(specification, gap.Command, flag.Name) is { } row)
        {
            if (gap.Kind == GapKind.OtherKind)
                row["kind"] = HelpKinds.Canonical(flag.Kind);
            else if (gap.Kind == GapKind.OtherDefault)
                WriteDefault(row, flag.Default!);
            else
                Correct(row, gap.Kind, version, Known(specification));
        }
    }

    private static void Correct(JsonObject entry, GapKind kind, Version version, Version known)
    {
        if (kind == GapKind.NotInstalled)
            entry["last"] = LastWith(Version.Parse((string)entry["since"]!), version, known).ToString(3);
        else if (entry["last"] is not null && Version.Parse((string)entry["since"]!) <= version)
            entry.Remove("last");
        else
            entry["since"] = version.ToString(3);
    }

    // The newest release that was seen to have it is the one the specification was last brought to, if that is older than
    // the installed one; otherwise it is only known that it was removed by then.
    private static Version LastWith(Version since, Version installed, Version known) =>
        known < installed ? known : since < new Version(installed.Major, installed.Minor, 0) ? new Version(installed.Major, installed.Minor, 0) : since;

    private static Version Known(ToolSpecification specification) => Version.Parse((string)specification.Json["version"]!);

    private static JsonObject Row(HelpFlag flag, Version version)
    {
        var row = new JsonObject { ["name"] = flag.Name, ["kind"] = HelpKinds.Canonical(flag.Kind) };
        if (HelpKinds.IsDefault(flag.Default))
            row["default"] = flag.Default;
        row["since"] = version.ToString(3);
        row["doc"] = "";
        return row;
    }

    // Where it is in the rows of the others: before the first release.
    private static void WriteDefault(JsonObject row, string value)
    {
        if (!row.ContainsKey("default"))
            row.Insert(row.IndexOf("since"), "default", value);
        else
            row["default"] = value;
    }

    // What is said of an argument stays with it, be it written in another way or not.
    private static void WriteArguments(JsonObject command, HelpPage page)
    {
        var known = (command["positionals"]?.AsArray() ?? []).Select(row => row!.AsObject()).ToList();
        var rows = page.Positionals.Select(positional => (JsonNode)Row(positional, known.Find(row => (string)row["name"]! == positional.Name)));
        if (command.ContainsKey("positionals"))
            command["positionals"] = new JsonArray([.. rows]);
        else
            command.Insert(command.ContainsKey("flags") ? command.IndexOf("flags") : command.Count, "positionals", new JsonArray([.. rows]));
    }

    private static JsonObject Row(HelpPositional positional, JsonObject? known = null)
    {
        var row = new JsonObject { ["name"] = positional.Name, ["usage"] = positional.Usage };
        if (positional.Optional)
            row["optional"] = true;
        if (positional.Repeat)
            row["repeat"] = true;
        if (positional.Rest)
            row["rest"] = true;
        if (known?["render"] is { } render)
            row["render"] = render.DeepClone();
        row["doc"] = known?["doc"]?.DeepClone() ?? "";
        return row;
    }

    private static JsonArray ListOf(ToolSpecification specification, string line)
    {
        var (owner, member) = Find(specification, line) is { } command ? (command, "flags") : (specification.Json, "globals");
        if (owner[member] is not JsonArray list)
            owner[member] = list = [];
        return list;
    }

    private static JsonObject? FindRow(ToolSpecification specification, string line, string flag)
    {
        var command = Find(specification, line);
        var sets = command?["uses"]?.AsArray().Select(set => specification.Json["sets"]![(string)set!]!.AsArray()) ?? [];
        return sets.Append(command?["flags"]?.AsArray()).Append(specification.Json["globals"]?.AsArray())
            .SelectMany(list => list ?? [])
            .Select(row => row!.AsObject())
            .FirstOrDefault(row => (string)row["name"]! == flag || (row["spellings"]?.AsArray().Any(spelling => (string)spelling! == flag) ?? false));
    }

    private static JsonObject? Find(ToolSpecification specification, string line)
    {
        var index = specification.Commands.ToList().FindIndex(command =>
            command.Line == line || command.Aliases.Any(alias => $"{specification.Line} {alias}" == line));
        return index < 0 ? null : specification.Json["commands"]![index]!.AsObject();
    }
}
