using System.Collections.Immutable;

namespace Specifications;

/// <summary>Holds a specification against the help of an installed tool, in both directions.</summary>
public static class SpecificationDrift
{
    /// <summary>Compares all commands and flags that <paramref name="version"/> should have with those that it has.</summary>
    /// <param name="specification">The specification of the tool.</param>
    /// <param name="version">The installed version.</param>
    /// <param name="pages">
    /// The tool's help, its own page included. A command that another page lists, but that has no page here, counts as existing; its flags aren't compared.
    /// </param>
    public static DriftReport Compare(ToolSpecification specification, Version version, IReadOnlyCollection<HelpPage> pages)
    {
        var commands = specification.Commands;
        var gaps = ImmutableArray.CreateBuilder<Gap>();
        var (commandCount, flagCount, badFlags) = (0, 0, 0);
        var listed = Listed(specification, pages);

        foreach (var line in listed.Where(line => !commands.Any(command => Answers(specification, command, line))))
            gaps.Add(new Gap(GapKind.NotSpecified, line, null));
        commandCount += gaps.Count;

        foreach (var command in commands.Where(command => command.Name.Length > 0))
        {
            var isListed = listed.Any(line => Answers(specification, command, line));
            if (isListed || (command.IsIn(version) && !command.Optional))
                commandCount++;
            if (!isListed && command.IsIn(version) && !command.Optional)
                gaps.Add(new Gap(GapKind.NotInstalled, command.Line, null));
            else if (isListed && !command.IsIn(version))
                gaps.Add(new Gap(GapKind.ListedTooEarly, command.Line, null));
        }

        gaps.AddRange(pages.DistinctBy(page => page.Command)
            .Select(page => Usage(page, commands.FirstOrDefault(command => Answers(specification, command, page.Command))))
            .OfType<Gap>());
        var badCommands = gaps.Count;
        foreach (var page in pages.DistinctBy(page => page.Command))
            Flags(page);
        return new DriftReport(
            specification.Tool,
            version,
            new Coverage(commandCount - badCommands, commandCount),
            new Coverage(flagCount - badFlags, flagCount),
            gaps.ToImmutable());

        void Flags(HelpPage page)
        {
            var isRoot = page.Command == specification.Line;
            if (commands.FirstOrDefault(command => Answers(specification, command, page.Command)) is not { } command && !isRoot)
                return;
            var own = commands.FirstOrDefault(one => Answers(specification, one, page.Command))?.Flags ?? [];
            var inherited = specification.Globals;
            var found = FlagGaps(page, isRoot ? [.. own, .. inherited] : own, isRoot ? [] : inherited, version).ToList();
            gaps.AddRange(found);
            badFlags += found.Count;
            flagCount += page.Flags.Length + found.Count(gap => gap.Kind == GapKind.NotInstalled);
        }
    }

    private static IEnumerable<Gap> FlagGaps(HelpPage page, ImmutableArray<SpecifiedFlag> own, ImmutableArray<SpecifiedFlag> inherited, Version version)
    {
        foreach (var flag in page.Flags)
        {
            if ((own.FirstOrDefault(one => one.IsNamed(flag.Name)) ?? inherited.FirstOrDefault(one => one.IsNamed(flag.Name))) is not { } specified)
                yield return new Gap(GapKind.NotSpecified, page.Command, flag);
            else if (!specified.IsIn(version))
                yield return new Gap(GapKind.ListedTooEarly, page.Command, flag);
            else if (HelpKinds.Canonical(specified.Kind) != HelpKinds.Canonical(flag.Kind))
                yield return new Gap(GapKind.OtherKind, page.Command, flag);
            else if (HelpKinds.IsDefault(flag.Default) && specified.Default != flag.Default)
                yield return new Gap(GapKind.OtherDefault, page.Command, flag);
        }

        foreach (var flag in own.Where(one => one.IsIn(version) && !one.Optional && !page.Flags.Any(listed => one.IsNamed(listed.Name))))
            yield return new Gap(GapKind.NotInstalled, page.Command, new HelpFlag(flag.Name, null, flag.Kind, null, ""));
    }

    // A group's page names no arguments, and a command that can be typed in several ways is specified as one that covers them all.
    private static Gap? Usage(HelpPage page, SpecifiedCommand? command)
    {
        if (command is null || page.Subcommands.Length > 0 || page.Usages.Length > 1)
            return null;
        var usages = page.Positionals.Select(positional => positional.Usage);
        return usages.SequenceEqual(command.Positionals) ? null : new Gap(GapKind.OtherUsage, page.Command, null) { Usage = string.Join(' ', usages) };
    }

    // Of a tool that is specified in part only what is specified counts.
    private static HashSet<string> Listed(ToolSpecification specification, IReadOnlyCollection<HelpPage> pages)
    {
        var lines = pages.SelectMany(page => page.Subcommands.Select(name => $"{page.Proven} {name}").Append(page.Proven))
            .Where(line => line != specification.Line);
        return [.. specification.Partial ? lines.Where(line => specification.Commands.Any(command => Answers(specification, command, line))) : lines];
    }

    private static bool Answers(ToolSpecification specification, SpecifiedCommand command, string line) =>
        command.Line == line || command.Aliases.Any(alias => $"{specification.Line} {alias}" == line);
}
