namespace Reference;

/// <summary>The page about targets.</summary>
internal static class TargetsPage
{
    public static string Write(ComponentSurface surface)
    {
        var page = new MarkdownPage("Targets")
            .Paragraph("A build class gets a target by implementing the component that declares it. Run a target with `./build.sh NAME`.")
            .Table(["Target", "Component", "Description"], surface.Targets.Select(Summary));
        foreach (var target in surface.Targets)
            Section(page, target, surface);
        return page.ToString();
    }

    private static string[] Summary(TargetInfo target) =>
        [Link(target.Name), $"`{target.Component.Name}`", MarkdownPage.Sentence(target.Description)];

    private static void Section(MarkdownPage page, TargetInfo target, ComponentSurface surface)
    {
        var parameters = surface.Parameters.Where(parameter => target.Reads.Contains(parameter.Name))
            .OrderBy(parameter => parameter.Flags[0], StringComparer.Ordinal)
            .Select(parameter => $"`{parameter.Flags[0]}`");
        page.Heading(target.Name).Paragraph(target.Summary).Table(
            ["", ""],
            new[]
            {
                ("Component", [$"`{target.Component.Name}`"]),
                ("Runs after, if both run", target.After.Select(Link)),
                ("Runs before, if both run", target.Before.Select(Link)),
                ("Produces", target.Produces.Select(path => $"`{path}`")),
                ("[Parameters](parameters.md)", parameters),
            }
            .Select(row => new[] { row.Item1, string.Join(", ", row.Item2) })
            .Where(row => row[1].Length > 0));
    }

    private static string Link(string target) => $"[`{target}`](#{target.ToLowerInvariant()})";
}
